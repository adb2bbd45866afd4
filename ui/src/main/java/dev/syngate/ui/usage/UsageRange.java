package dev.syngate.ui.usage;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// How far back a chart looks.
public enum UsageRange {
    TODAY,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    /// From one day to another, which a person chooses.
    DATES;

    /// When it begins; days begin at midnight. That of chosen dates is not told here.
    ZonedDateTime since(ZonedDateTime now) {
        ZonedDateTime midnight = now.truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case TODAY, DATES -> midnight;
            case DAY -> now.minusHours(24);
            case WEEK -> midnight.minusDays(6);
            case MONTH -> midnight.minusDays(29);
            case QUARTER -> midnight.minusDays(89);
        };
    }
}
