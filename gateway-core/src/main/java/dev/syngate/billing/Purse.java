package dev.syngate.billing;

import dev.syngate.money.Money;

/// What is committed and what is held of one account. Guarded by its own monitor.
final class Purse {
    private Money committed;
    private Money held = Money.ZERO;

    /// @param committed as of before whatever is added
    Purse(Money committed) {
        this.committed = committed;
    }

    /// Holds; where it is limited, only if what is committed covers it.
    synchronized boolean holdWithin(Money amount, boolean limited) {
        if (limited && committed.minus(held).compareTo(amount) < 0) {
            return false;
        }
        held = held.plus(amount);
        return true;
    }

    synchronized void release(Money amount) {
        held = held.minus(amount);
    }

    /// Takes a charge that has become durable in the place of what was held for it, in one step:
    /// nobody sees both, or neither.
    synchronized void settle(Money charge, Money hold) {
        committed = committed.minus(charge);
        held = held.minus(hold);
    }

    /// Takes an entry that has become durable.
    synchronized void add(Money amount) {
        committed = committed.plus(amount);
    }

    synchronized Balance balance() {
        return new Balance(committed, held);
    }
}
