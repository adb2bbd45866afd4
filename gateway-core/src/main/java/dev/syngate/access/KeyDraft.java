package dev.syngate.access;

import dev.syngate.billing.Quota;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person decides about an API key.
///
/// @param account id or name of the account
/// @param group name of the group
/// @param expires null: never
/// @param quota null: unlimited
public record KeyDraft(
        String name,
        String account,
        String group,
        @Nullable Instant expires,
        @Nullable Quota quota,
        ApiKey.Limits limits) {}
