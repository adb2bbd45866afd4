package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.access.KeyState;
import dev.syngate.billing.Account;
import dev.syngate.billing.Quota;
import dev.syngate.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of the key table, with all that the inspector shows.
///
/// @param key null for "This app", which has no secret
/// @param left what the account can still spend; null: unlimited
/// @param multiplier such as `0.5`
/// @param used in the quota's period; in all when there is no quota
record KeyRow(
        String id,
        String name,
        @Nullable ApiKey key,
        Account account,
        @Nullable Money left,
        String group,
        String multiplier,
        KeyState state,
        Money used,
        Money total,
        @Nullable Instant lastUsed) {

    /// Only the part of a secret that may be seen again.
    String hint() {
        return key == null ? "–" : "sk-…" + key.hint();
    }

    @Nullable Quota quota() {
        return key == null ? null : key.quota();
    }

    @Nullable Instant expires() {
        return key == null ? null : key.expires();
    }

    /// How much of the quota is used, 0 to 1; 0 without a quota.
    double share() {
        Quota quota = quota();
        return quota == null ? 0 : (double) used.picos() / quota.amount().picos();
    }

    boolean needsAttention() {
        return switch (state) {
            case ACTIVE -> share() >= 0.9;
            case EXPIRING, EXPIRED, EXHAUSTED -> true;
            case DISABLED -> false;
        };
    }

    boolean isActive() {
        return state == KeyState.ACTIVE || state == KeyState.EXPIRING;
    }

    /// The colour of its dot.
    String tone() {
        return switch (state) {
            case ACTIVE -> needsAttention() ? "warning" : "success";
            case EXPIRING -> "warning";
            case EXPIRED, EXHAUSTED -> "danger";
            case DISABLED -> "off";
        };
    }
}
