package dev.syngate.plainhttp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Closes connections whose server sends nothing for too long. One look at all of them every now
/// and then costs less than a timer for every read.
final class SilenceWatch {
    private static final Duration SLOWEST = Duration.ofMillis(500);
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final long between;
    private volatile Runnable also = () -> {};

    /// @param shortest the shortest silence that must not last
    SilenceWatch(Duration shortest) {
        between = Math.clamp(shortest.toNanos() / 4, 1_000_000, SLOWEST.toNanos());
        Thread.ofVirtual().name("plain-http-silence").start(this::watch);
    }

    void alsoRun(Runnable task) {
        also = task;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    private void watch() {
        while (true) {
            LockSupport.parkNanos(between);
            long now = System.nanoTime();
            connections.forEach(connection -> connection.checkSilence(now));
            also.run();
        }
    }
}
