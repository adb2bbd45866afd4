package dev.syngate.billing;

import dev.syngate.money.Money;

/// What is committed and what is held of one account. Guarded by its own monitor.
final class Purse {
    private Money committed;
    private Money held = Money.ZERO;
    private long version;

    /// @param version grows with every commit, so that what comes late is not taken for what is
    ///   newer
    Purse(Money committed, long version) {
        this.committed = committed;
        this.version = version;
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

    synchronized void commit(Money newCommitted, long newVersion) {
        if (newVersion >= version) {
            committed = newCommitted;
            version = newVersion;
        }
    }

    synchronized Balance balance() {
        return new Balance(committed, held);
    }
}
