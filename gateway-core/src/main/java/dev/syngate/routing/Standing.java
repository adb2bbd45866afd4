package dev.syngate.routing;

import dev.syngate.provider.Credential;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a credential does at its provider, as far as its calls have shown. No trouble disables it
/// for good: it is tried again.
public sealed interface Standing {
    /// Its latest calls went well.
    record Well() implements Standing {}

    /// It was not used since it was added, or since the program started.
    record Unknown() implements Standing {}

    /// Somebody paused it.
    record Paused() implements Standing {}

    /// Its latest call failed, with one model at least.
    ///
    /// @param until others are tried before it until then; null: no longer
    record Troubled(Trouble trouble, @Nullable Instant until) implements Standing {}

    /// @param breakers of the models that it was used for
    static Standing of(Credential credential, Collection<CircuitBreaker> breakers, Instant now) {
        if (!credential.enabled()) {
            return new Paused();
        }
        if (breakers.isEmpty()) {
            return new Unknown();
        }
        return breakers.stream()
                .map(breaker -> breaker.troubled(now.toEpochMilli()))
                .filter(Troubled.class::isInstance)
                .map(Troubled.class::cast)
                .min(Comparator.comparing(Troubled::trouble))
                .<Standing>map(found -> found)
                .orElseGet(Well::new);
    }

    /// One word, such as `rate_limited`.
    default String word() {
        return switch (this) {
            case Well well -> "ok";
            case Unknown unknown -> "unknown";
            case Paused paused -> "paused";
            case Troubled troubled -> troubled.trouble().name().toLowerCase(Locale.ROOT);
        };
    }

    /// Until when others are tried before it; null: they are not.
    default @Nullable Instant until() {
        return null;
    }
}
