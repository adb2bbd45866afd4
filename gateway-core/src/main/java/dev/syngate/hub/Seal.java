package dev.syngate.hub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What the maker of a thought wants back unchanged: a signature, or the thought encrypted. Nobody
/// else can do anything with it.
///
/// @param maker whose it is: protocol, provider and model, in one word
/// @param id the id of the thought at its maker; empty: it has none
/// @param value opaque
/// @param hidden whether it is the thought itself, encrypted, instead of a signature of its text
public record Seal(String maker, String id, String value, boolean hidden) {
    /// All tokens begin like this, whatever follows.
    private static final String MARK = "syngate-seal\n";

    /// One word of Base64 that stands for the seal in protocols of others.
    public String token() {
        String text = MARK + maker + "\n" + id + "\n" + (hidden ? "h" : "s") + "\n" + value;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The seal that a token stands for; null: it is no such token.
    public static @Nullable Seal ofToken(String token) {
        if (!token.startsWith(PREFIX)) {
            return null;
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split("\n", 5);
            return parts.length == 5
                    ? new Seal(parts[1], parts[2], parts[4], parts[3].equals("h"))
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static final String PREFIX =
            Base64.getEncoder()
                    .encodeToString(MARK.getBytes(StandardCharsets.UTF_8))
                    .substring(0, MARK.length() * 4 / 3);
}
