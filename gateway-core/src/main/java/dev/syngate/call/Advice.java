package dev.syngate.call;

import java.util.Locale;

/// What went wrong and what to do about it, as one text.
public final class Advice {
    private Advice() {}

    /// @param cause a sentence, or the beginning of one
    public static String of(String cause, String fix) {
        return cause.endsWith(".")
                ? cause + " " + fix.substring(0, 1).toUpperCase(Locale.ROOT) + fix.substring(1)
                : cause + ": " + fix;
    }
}
