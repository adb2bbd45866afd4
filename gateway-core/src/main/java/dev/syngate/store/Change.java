package dev.syngate.store;

import org.jspecify.annotations.Nullable;

/// One durable change of a map.
///
/// @param key the key that changed
/// @param value the new value, or null when the key was removed
@SuppressWarnings("ArrayRecordComponent")
public record Change(byte[] key, byte @Nullable [] value) {}
