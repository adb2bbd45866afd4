package dev.syngate.ui.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How far back a chart looks.
public enum UsageRange {
    TODAY,
    DAY,
    WEEK,
    MONTH,
    QUARTER;

    /// The length of time until now; days are those of UTC, as everywhere in the books.
    public Duration until(Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case TODAY -> Duration.between(midnight, now);
            case DAY -> Duration.ofHours(24);
            case WEEK -> Duration.between(midnight, now).plusDays(6);
            case MONTH -> Duration.between(midnight, now).plusDays(29);
            case QUARTER -> Duration.between(midnight, now).plusDays(89);
        };
    }
}
