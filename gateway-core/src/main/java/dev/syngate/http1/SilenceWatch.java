package dev.syngate.http1;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Closes connections whose server sends nothing for too long, or never will. One look at all of
/// them every now and then costs less than a timer for every read.
final class SilenceWatch {
    private static final Duration SLOWEST = Duration.ofMillis(500);
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile long between = SLOWEST.toNanos();
    private final LocalAddresses addresses;
    private volatile Runnable also = () -> {};

    SilenceWatch(LocalAddresses addresses) {
        this.addresses = addresses;
        Thread.ofVirtual().name("http1-silence").start(this::watch);
    }

    void alsoRun(Runnable task) {
        also = task;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    /// Looks often enough to notice a silence that long.
    void notice(long nanos) {
        long often = Math.max(1_000_000, nanos / 4);
        if (often < between) {
            between = often;
        }
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    private void watch() {
        while (true) {
            LockSupport.parkNanos(between);
            long now = System.nanoTime();
            connections.forEach(connection -> connection.checkSilence(now));
            addresses.closeLost(connections, now);
            also.run();
        }
    }
}
