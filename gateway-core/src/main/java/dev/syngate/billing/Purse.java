package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is committed and what is held, for one account or one key. Guarded by its own monitor.
final class Purse {
    private Money committed;
    private Money held = Money.ZERO;
    private Instant period;
    private long version;

    /// @param version grows with every commit, so that what comes late is not taken for what is
    ///   newer
    Purse(Money committed, Instant period, long version) {
        this.committed = committed;
        this.period = period;
        this.version = version;
    }

    synchronized boolean holdUpTo(Money amount, @Nullable Money limit) {
        if (limit != null && limit.minus(held).compareTo(amount) < 0) {
            return false;
        }
        held = held.plus(amount);
        return true;
    }

    /// Holds if what is committed covers it.
    synchronized boolean holdWithin(Money amount, boolean limited) {
        return holdUpTo(amount, limited ? committed : null);
    }

    /// Holds if what is used in the period, with everything held, stays within the quota.
    synchronized boolean holdWithin(Money amount, Quota quota, Instant now) {
        Instant start = quota.period().startOf(now);
        Money used = period.equals(start) ? committed : Money.ZERO;
        return holdUpTo(amount, quota.amount().minus(used));
    }

    synchronized void release(Money amount) {
        held = held.minus(amount);
    }

    synchronized void commit(Money newCommitted, Instant newPeriod, long newVersion) {
        if (newVersion >= version) {
            committed = newCommitted;
            period = newPeriod;
            version = newVersion;
        }
    }

    synchronized Balance balance() {
        return new Balance(committed, held);
    }
}
