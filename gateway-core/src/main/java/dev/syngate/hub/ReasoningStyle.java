package dev.syngate.hub;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How callers of an API key are told what a model thought.
public enum ReasoningStyle {
    /// In the fields that the caller's protocol has for it.
    FIELDS,
    /// As the beginning of the text, between `<think>` and `</think>`.
    TAGS,
    /// As the beginning of the text, as `[Thinking: …]`.
    BRACKETS,
    /// Not at all.
    HIDDEN;

    /// What stands for no style: fields where an answer is translated, else as the provider tells
    /// it.
    public static final String NONE = "default";

    /// Its name on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The style of that name; null: none is.
    public static @Nullable ReasoningStyle ofWord(String word) {
        for (ReasoningStyle style : values()) {
            if (style.word().equals(word)) {
                return style;
            }
        }
        return null;
    }
}
