package dev.syngate.access;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A secret as the door knows it, with what each call is asked parsed once.
///
/// @param key the key that it opens
/// @param until when it ceases to work, because a new one took its place; null: it is the new one
/// @param networks where calls may come from; empty: anywhere
record KnownSecret(ApiKey key, @Nullable Instant until, List<IpRange> networks) {
    boolean isReplaced(Instant now) {
        return until != null && !now.isBefore(until);
    }

    boolean mayComeFrom(InetAddress address) {
        return networks.isEmpty() || networks.stream().anyMatch(n -> n.contains(address));
    }
}
