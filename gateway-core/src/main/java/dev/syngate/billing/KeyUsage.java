package dev.syngate.billing;

import dev.syngate.money.Money;
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

        /// A charge that is settled late counts in the period that has begun since.
        Spent plus(Money more, Instant period) {
            return period.isAfter(start)
                    ? new Spent(period, more)
                    : new Spent(start, amount.plus(more));
        }

        Money in(Instant period) {
            return period.isAfter(start) ? Money.ZERO : amount;
        }
    }

    static KeyUsage none(String key) {
        return new KeyUsage(key, Money.ZERO, Spent.NOTHING, Spent.NOTHING, Spent.NOTHING, null);
    }

    KeyUsage plus(Money amount, ZonedDateTime now) {
        return new KeyUsage(
                key,
                total.plus(amount),
                day.plus(amount, Quota.Period.DAY.startOf(now)),
                week.plus(amount, Quota.Period.WEEK.startOf(now)),
                month.plus(amount, Quota.Period.MONTH.startOf(now)),
                now.toInstant());
    }

    /// What counts against the quota now; without a quota, all that was ever spent.
    public Money used(@Nullable Quota quota, ZonedDateTime now) {
        Quota.Period period = quota == null ? Quota.Period.ONCE : quota.period();
        return switch (period) {
            case ONCE -> total;
            case DAY -> day.in(period.startOf(now));
            case WEEK -> week.in(period.startOf(now));
            case MONTH -> month.in(period.startOf(now));
        };
    }

    /// What the quota still allows; never negative.
    public Money left(Quota quota, ZonedDateTime now) {
        Money left = quota.amount().minus(used(quota, now));
        return left.isNegative() ? Money.ZERO : left;
    }
}
