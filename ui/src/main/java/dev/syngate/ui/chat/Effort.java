package dev.syngate.ui.chat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much a model shall think, as `reasoning_effort` of OpenAI's chat completions names it.
enum Effort {
    DEFAULT,
    NONE,
    LOW,
    MEDIUM,
    HIGH;

    /// What the request says; null: nothing, the model decides.
    @Nullable String value() {
        return this == DEFAULT ? null : name().toLowerCase(Locale.ROOT);
    }

    String key() {
        return "effort." + name().toLowerCase(Locale.ROOT);
    }

    static Effort of(@Nullable String value) {
        return value == null ? DEFAULT : valueOf(value.toUpperCase(Locale.ROOT));
    }

    static String key(@Nullable String value) {
        return of(value).key();
    }
}
