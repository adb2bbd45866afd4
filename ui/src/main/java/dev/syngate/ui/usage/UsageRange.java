package dev.syngate.ui.usage;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// How far back a chart looks.
public enum UsageRange {
    TODAY,
    DAY,
    WEEK,
    MONTH,
    QUARTER;

    /// The length of time until now; days begin at midnight.
    public Duration until(ZonedDateTime now) {
        ZonedDateTime midnight = now.truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case TODAY -> Duration.between(midnight, now);
            case DAY -> Duration.ofHours(24);
            case WEEK -> Duration.between(midnight.minusDays(6), now);
            case MONTH -> Duration.between(midnight.minusDays(29), now);
            case QUARTER -> Duration.between(midnight.minusDays(89), now);
        };
    }
}
