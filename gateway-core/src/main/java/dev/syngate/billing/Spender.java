package dev.syngate.billing;

import org.jspecify.annotations.Nullable;

/// Who pays for a call: an account, through an API key with its quota.
///
/// @param key the key's id
/// @param quota null when the key has none
public record Spender(Account account, String key, @Nullable Quota quota) {}
