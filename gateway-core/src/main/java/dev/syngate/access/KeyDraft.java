package dev.syngate.access;

import dev.syngate.billing.Quota;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person asks for when creating an API key.
///
/// @param account id or name of the account
/// @param group name of the group
public record KeyDraft(
        String name,
        String account,
        String group,
        @Nullable Instant expires,
        @Nullable Quota quota,
        ApiKey.Limits limits) {}
