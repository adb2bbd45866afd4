package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A holder of balance: a person or a team.
///
/// @param number orders accounts and keys their ledger entries; never reused
/// @param lowBalance the balance below which the account is low; null: never
/// @param removed kept only for the entries that it has in the ledger
public record Account(
        String id,
        int number,
        String name,
        Mode mode,
        Instant created,
        @Nullable Money lowBalance,
        boolean removed) {
    /// The account that exists from the start.
    public static final String LOCAL = "Local";

    /// Whether spending is refused when the balance is used up.
    public enum Mode {
        PREPAID,
        UNLIMITED
    }

    /// Whether a balance like this calls for a top-up.
    public boolean isLow(Balance balance) {
        return mode == Mode.PREPAID
                && lowBalance != null
                && balance.entries().compareTo(lowBalance) < 0;
    }

    /// Whether it is the account that can be neither renamed nor removed.
    public boolean isLocal() {
        return name.equals(LOCAL);
    }

    AccountDraft draft() {
        return new AccountDraft(name, mode, lowBalance);
    }

    Account with(AccountDraft draft) {
        return new Account(
                id, number, draft.name(), draft.mode(), created, draft.lowBalance(), removed);
    }

    Account asRemoved() {
        return new Account(id, number, name, mode, created, lowBalance, true);
    }
}
