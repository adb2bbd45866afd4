package dev.syngate.protocol;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/// Counts tokens as OpenAI's models of today do (o200k_base); other vendors' counts are near it.
/// The tables are loaded at the first use, which takes a moment. Safe for any thread.
public final class TokenCounter {
    /// Beyond this many characters the rest is taken to be like the part that was counted.
    private static final int LONGEST = 200_000;

    private TokenCounter() {}

    private static final class Loaded {
        static final Encoding O200K =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /// The tokens of a text.
    public static long count(CharSequence text) {
        if (text.length() <= LONGEST) {
            return Loaded.O200K.countTokensOrdinary(text.toString());
        }
        String part = text.subSequence(0, LONGEST).toString();
        return (long) Loaded.O200K.countTokensOrdinary(part) * text.length() / LONGEST;
    }
}
