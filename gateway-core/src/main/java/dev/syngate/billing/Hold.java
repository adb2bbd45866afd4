package dev.syngate.billing;

import dev.syngate.money.Money;

/// Money set aside for a running call. Settled exactly once, by [Ledger#settle]. Safe for any
/// thread: what arrives of a form may ask for more while the call ends.
public final class Hold {
    private final Spender spender;
    private Money amount;
    private boolean settled;

    Hold(Spender spender, Money amount) {
        this.spender = spender;
        this.amount = amount;
    }

    public Spender spender() {
        return spender;
    }

    public synchronized Money amount() {
        return amount;
    }

    /// Adds to it.
    ///
    /// @return false: it is settled, and holds nothing any more
    synchronized boolean add(Money more) {
        if (!settled) {
            amount = amount.plus(more);
        }
        return !settled;
    }

    public synchronized boolean isSettled() {
        return settled;
    }

    /// @return false: it is settled already
    synchronized boolean claimSettlement() {
        boolean first = !settled;
        settled = true;
        return first;
    }
}
