package dev.syngate.billing;

import dev.syngate.money.Money;
import java.util.concurrent.atomic.AtomicBoolean;

/// Money set aside for a running call. Settled exactly once, by [Ledger#settle].
public final class Hold {
    private final Spender spender;
    private volatile Money amount;
    private final AtomicBoolean settled = new AtomicBoolean();

    Hold(Spender spender, Money amount) {
        this.spender = spender;
        this.amount = amount;
    }

    public Spender spender() {
        return spender;
    }

    public Money amount() {
        return amount;
    }

    /// One thread at a time adds, and none after the settlement.
    void add(Money more) {
        amount = amount.plus(more);
    }

    public boolean isSettled() {
        return settled.get();
    }

    boolean claimSettlement() {
        return settled.compareAndSet(false, true);
    }
}
