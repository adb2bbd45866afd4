package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.Instant;

/// What one API key has used and holds. Guarded by its own monitor.
final class KeyPurse {
    private KeyUsage used;
    private Money held = Money.ZERO;

    KeyPurse(KeyUsage used) {
        this.used = used;
    }

    synchronized void hold(Money amount) {
        held = held.plus(amount);
    }

    /// Holds if what is used, with everything held, stays within the quota.
    synchronized boolean holdWithin(Money amount, Quota quota, Instant now) {
        Money after = held.plus(amount);
        if (quota.amount().minus(used.used(quota, now)).compareTo(after) < 0) {
            return false;
        }
        held = after;
        return true;
    }

    synchronized void release(Money amount) {
        held = held.minus(amount);
    }

    /// Takes what has become durable; what comes late is not taken for what is newer.
    synchronized void commit(KeyUsage durable) {
        if (durable.total().compareTo(used.total()) >= 0) {
            used = durable;
        }
    }
}
