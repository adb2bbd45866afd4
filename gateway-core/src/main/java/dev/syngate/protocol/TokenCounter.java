package dev.syngate.protocol;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/// Counts tokens as OpenAI's models of today do (o200k_base); other vendors' counts are near it.
/// Safe for any thread.
///
/// The tables are loaded at the first use, which takes a quarter of a second, and keep 26 MB.
public final class TokenCounter {
    /// How many characters are counted at once; a text is cut there, which may split a token.
    private static final int SLICE = 200_000;

    /// How many characters are counted; what follows is taken to be as dear as can be.
    private static final int LONGEST = 20 * SLICE;

    private TokenCounter() {}

    private static final class Loaded {
        static final Encoding O200K =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /// The tokens of a text. The names of special tokens in it are text like any other.
    public static long count(CharSequence text) {
        long tokens = 0;
        int from = 0;
        while (from < text.length() && from < LONGEST) {
            int to = endOfSlice(text, from);
            tokens += Loaded.O200K.countTokensOrdinary(text.subSequence(from, to).toString());
            from = to;
        }
        return tokens + most(text.subSequence(from, text.length()));
    }

    private static int endOfSlice(CharSequence text, int from) {
        int to = Math.min(from + SLICE, text.length());
        boolean splits = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1));
        return splits ? to - 1 : to;
    }

    /// The answer of an endpoint that only counts.
    public static byte[] told(Endpoint endpoint, long tokens) {
        String name = endpoint == Endpoint.COUNT_TOKENS ? "input_tokens" : "totalTokens";
        return Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put(name, tokens));
    }

    /// The most tokens that a text can have: none is shorter than a byte.
    public static long most(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }
}
