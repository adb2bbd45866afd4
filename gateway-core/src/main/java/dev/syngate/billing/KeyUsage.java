package dev.syngate.billing;

import dev.syngate.billing.Quota.Period;
import dev.syngate.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// What one API key has spent: in all, and in the running day, week and month, so that a quota can
/// count by any of them from the moment it is set.
///
/// @param total since the key exists
/// @param lastUsed when the last call of the key was settled
public record KeyUsage(
        String key, Money total, Spent day, Spent week, Spent month, @Nullable Instant lastUsed) {
    /// What was spent since the start of a period.
    record Spent(Instant start, Money amount) {
        static final Spent NOTHING = new Spent(Instant.EPOCH, Money.ZERO);

        /// How far a clock may go back without anybody having set it.
        private static final Duration MOST_DISORDER = Duration.ofDays(1);

        /// A charge that is settled late counts in the period that has begun since.
        Spent plus(Money more, Period of, ZonedDateTime now) {
            return isOver(of, now)
                    ? new Spent(of.startOf(now), more)
                    : new Spent(start, amount.plus(more));
        }

        Money in(Period of, ZonedDateTime now) {
            return isOver(of, now) ? Money.ZERO : amount;
        }

        /// A period of the future was begun by a clock that was wrong: it would not end for as
        /// long.
        private boolean isOver(Period of, ZonedDateTime now) {
            return of.startOf(now).isAfter(start)
                    || start.isAfter(now.toInstant().plus(MOST_DISORDER));
        }
    }

    static KeyUsage none(String key) {
        return new KeyUsage(key, Money.ZERO, Spent.NOTHING, Spent.NOTHING, Spent.NOTHING, null);
    }

    KeyUsage plus(Money amount, ZonedDateTime now) {
        return new KeyUsage(
                key,
                total.plus(amount),
                day.plus(amount, Period.DAY, now),
                week.plus(amount, Period.WEEK, now),
                month.plus(amount, Period.MONTH, now),
                now.toInstant());
    }

    /// What counts against the quota now; without a quota, all that was ever spent.
    public Money used(@Nullable Quota quota, ZonedDateTime now) {
        Period period = quota == null ? Period.ONCE : quota.period();
        return switch (period) {
            case ONCE -> total;
            case DAY -> day.in(period, now);
            case WEEK -> week.in(period, now);
            case MONTH -> month.in(period, now);
        };
    }

    /// What the quota still allows; never negative.
    public Money left(Quota quota, ZonedDateTime now) {
        Money left = quota.amount().minus(used(quota, now));
        return left.isNegative() ? Money.ZERO : left;
    }
}
