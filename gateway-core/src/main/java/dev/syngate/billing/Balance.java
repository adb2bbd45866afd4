package dev.syngate.billing;

import dev.syngate.money.Money;

/// The money of one account at a moment.
///
/// @param entries the sum of the account's ledger entries
/// @param held what running calls have set aside
public record Balance(Money entries, Money held) {
    /// What a new call may still take.
    public Money available() {
        return entries.minus(held);
    }
}
