package dev.syngate.http1;

import dev.syngate.listening.OwnAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Finds connections whose own address this machine has no more: another network, a VPN that came
/// or went. Nothing is ever heard on them again, and no error tells it for many minutes.
final class LocalAddresses {
    /// A network that is away for a moment often comes back with the same address, and then the
    /// connection lives on: gone is what is not there at two looks, this far apart.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Predicate<InetAddress> here;
    private final long betweenLooks;
    private long lastLook = System.nanoTime();
    private Set<Connection> missing = new HashSet<>();

    LocalAddresses() {
        this(OwnAddresses::contain, BETWEEN_LOOKS);
    }

    /// @param here whether this machine has the address now
    LocalAddresses(Predicate<InetAddress> here, Duration betweenLooks) {
        this.here = here;
        this.betweenLooks = betweenLooks.toNanos();
    }

    /// Whether the machine still has the address that the connection began with.
    boolean has(Connection connection) {
        return here.test(connection.localAddress());
    }

    /// Closes connections that wait on an address that is gone. One thread only, as often as it
    /// likes.
    void closeLost(Iterable<Connection> connections, long now) {
        if (now - lastLook < betweenLooks) {
            return;
        }
        lastLook = now;
        Map<InetAddress, Boolean> known = new HashMap<>();
        Set<Connection> found = new HashSet<>();
        for (Connection one : connections) {
            if (one.waits() && !known.computeIfAbsent(one.localAddress(), here::test)) {
                if (missing.contains(one)) {
                    one.lose();
                } else {
                    found.add(one);
                }
            }
        }
        missing = found;
    }
}
