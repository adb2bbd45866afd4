package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// How much one API key may spend, in all or in each period (UTC).
public record Quota(Money amount, Period period) {
    public Quota {
        if (amount.isNegative() || amount.isZero()) {
            throw new IllegalArgumentException("a quota is more than 0, or unlimited");
        }
    }

    /// When what was used starts again at zero.
    public enum Period {
        ONCE,
        DAY,
        WEEK,
        MONTH;

        /// The start of the period that the instant falls into; the epoch for [#ONCE].
        public Instant startOf(Instant now) {
            ZonedDateTime day = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
            return switch (this) {
                case ONCE -> Instant.EPOCH;
                case DAY -> day.toInstant();
                case WEEK ->
                        day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toInstant();
                case MONTH -> day.withDayOfMonth(1).toInstant();
            };
        }
    }
}
