package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;

/// How much one API key may spend, in all or in each period.
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

        /// The start of the period that the moment falls into, by the days of its time zone; the
        /// epoch for [#ONCE].
        public Instant startOf(ZonedDateTime now) {
            ZonedDateTime day = now.toLocalDate().atStartOfDay(now.getZone());
            return switch (this) {
                case ONCE -> Instant.EPOCH;
                case DAY -> day.toInstant();
                case WEEK -> startOf(day, TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> startOf(day, TemporalAdjusters.firstDayOfMonth());
            };
        }

        private static Instant startOf(ZonedDateTime day, TemporalAdjuster first) {
            return day.toLocalDate().with(first).atStartOfDay(day.getZone()).toInstant();
        }
    }
}
