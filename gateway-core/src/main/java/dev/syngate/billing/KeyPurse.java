package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.ZonedDateTime;

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
    synchronized boolean holdWithin(Money amount, Quota quota, ZonedDateTime now) {
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

    /// Takes a charge that has become durable in the place of what was held for it, in one step.
    synchronized void settle(Money charge, Money hold, ZonedDateTime now) {
        used = used.plus(charge, now);
        held = held.minus(hold);
    }
}
