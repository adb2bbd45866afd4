package dev.syngate.access;

import dev.syngate.billing.Quota;
import dev.syngate.hub.ReasoningStyle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person decides about an API key.
///
/// @param account id or name of the account
/// @param group name of the group
/// @param expires null: never
/// @param quota null: unlimited
/// @param reasoning how thoughts are told; null: as usual
public record KeyDraft(
        String name,
        String account,
        String group,
        @Nullable Instant expires,
        @Nullable Quota quota,
        ApiKey.Limits limits,
        @Nullable ReasoningStyle reasoning) {
    /// One that tells thoughts as usual.
    public KeyDraft(
            String name,
            String account,
            String group,
            @Nullable Instant expires,
            @Nullable Quota quota,
            ApiKey.Limits limits) {
        this(name, account, group, expires, quota, limits, null);
    }

    /// The same for another key.
    public KeyDraft named(String newName) {
        return new KeyDraft(newName, account, group, expires, quota, limits, reasoning);
    }
}
