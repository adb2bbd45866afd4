package dev.syngate.access;

import dev.syngate.billing.Spender;

/// A caller who may call.
///
/// @param keyName the key's name, for the record
/// @param ticket the place that the call takes in the key's limits
public record Admission(
        Spender spender,
        String keyName,
        Group group,
        AllowedModels models,
        RateLimiter.Ticket ticket) {}
