package dev.syngate.billing;

import dev.syngate.money.Money;
import org.jspecify.annotations.Nullable;

/// What a person decides about an account.
///
/// @param lowBalance the balance below which the account is low; null: never
public record AccountDraft(String name, Account.Mode mode, @Nullable Money lowBalance) {
    public AccountDraft withName(String newName) {
        return new AccountDraft(newName, mode, lowBalance);
    }

    public AccountDraft withMode(Account.Mode newMode) {
        return new AccountDraft(name, newMode, lowBalance);
    }

    public AccountDraft withLowBalance(@Nullable Money newLowBalance) {
        return new AccountDraft(name, mode, newLowBalance);
    }
}
