package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of an account's history; appended, never changed or deleted.
///
/// @param id counts the entries of the account from 1
/// @param amount positive for what the account gets, negative for what it pays
/// @param balance the account's balance after this entry
/// @param key the id of the API key that was charged
/// @param request the id of the request that was charged
public record LedgerEntry(
        long id,
        Instant time,
        String account,
        Kind kind,
        Money amount,
        Money balance,
        @Nullable String key,
        @Nullable String request,
        @Nullable String note) {
    /// Why money moved.
    public enum Kind {
        TOP_UP,
        TRIAL_CREDIT,
        CHARGE,
        REFUND,
        ADJUSTMENT
    }
}
