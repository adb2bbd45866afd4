package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one API key has spent.
///
/// @param total since the key exists
/// @param periodStart the start of the quota's period that `inPeriod` belongs to
/// @param lastUsed when the last call of the key was settled
public record KeyUsage(
        String key, Money total, Instant periodStart, Money inPeriod, @Nullable Instant lastUsed) {
    static KeyUsage none(String key) {
        return new KeyUsage(key, Money.ZERO, Instant.EPOCH, Money.ZERO, null);
    }

    KeyUsage plus(Money amount, Instant now, Quota.Period period) {
        Instant start = period.startOf(now);
        Money before = usedIn(start);
        return new KeyUsage(key, total.plus(amount), start, before.plus(amount), now);
    }

    /// What was spent in the period that starts at the instant.
    public Money usedIn(Instant start) {
        return periodStart.equals(start) ? inPeriod : Money.ZERO;
    }
}
