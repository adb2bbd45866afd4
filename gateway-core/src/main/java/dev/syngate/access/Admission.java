package dev.syngate.access;

import dev.syngate.billing.Account;
import dev.syngate.billing.Spender;
import dev.syngate.hub.ReasoningStyle;
import org.jspecify.annotations.Nullable;

/// A caller who may call.
///
/// @param keyName the key's name, for the record
/// @param ticket the place that the call takes in the key's limits
/// @param reasoning how thoughts are told; null: as usual
public record Admission(
        Spender spender,
        String keyName,
        Group group,
        AllowedModels models,
        RateLimiter.Ticket ticket,
        @Nullable ReasoningStyle reasoning) {
    /// Whether money can run out: the account's or the key's.
    public boolean hasLimitedMoney() {
        return spender.account().mode() == Account.Mode.PREPAID || spender.quota() != null;
    }

    /// Whether it matters how much a call may use.
    public boolean isLimited() {
        return hasLimitedMoney() || ticket.limitsTokens();
    }
}
