package dev.syngate.responses;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A response that can be named later.
///
/// @param key the id of the API key that asked for it
/// @param provider the id of the provider that keeps it; null: it is kept here
/// @param credential the id of the one that it was asked for with; null: none
/// @param bytes what it takes here; 0 where the provider keeps it
public record Kept(
        String id,
        String key,
        @Nullable String provider,
        @Nullable String credential,
        long bytes,
        Instant time) {}
