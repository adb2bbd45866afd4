package dev.syngate.http;

import dev.syngate.call.Cancellation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The calls that run right now, and the tick that looks after them. Calls that end at once are
/// never touched.
final class InFlight implements AutoCloseable {
    private static final Logger LOG = System.getLogger(InFlight.class.getName());
    private static final long TICK_MILLIS = 50;
    private static final long PROBE_AFTER_NANOS = Duration.ofMillis(TICK_MILLIS).toNanos();

    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    InFlight() {
        Thread.ofPlatform().daemon().name("in-flight").start(this::tickUntilClosed);
    }

    /// An answer that is looked after.
    interface Watched {
        Cancellation cancellation();

        /// Sends a sign of life where it is silent for long; never blocks.
        void keepAlive(long now);

        /// Whether its request has come whole, so that the connection can be watched.
        default boolean isReceived() {
            return true;
        }

        /// Notices from now on when the client leaves.
        default void watch() {}
    }

    /// One call.
    static final class Running {
        private final Watched reply;
        private final long since = System.nanoTime();
        private boolean probed;

        Running(Watched reply) {
            this.reply = reply;
        }
    }

    Running add(Watched reply) {
        Running call = new Running(reply);
        running.add(call);
        return call;
    }

    void remove(Running call) {
        running.remove(call);
    }

    int count() {
        return running.size();
    }

    void cancelAll() {
        running.forEach(call -> call.reply.cancellation().cancel());
    }

    private void tickUntilClosed() {
        while (!closed) {
            LockSupport.parkNanos(PROBE_AFTER_NANOS);
            long now = System.nanoTime();
            running.forEach(call -> tryToLookAfter(call, now));
        }
    }

    /// The others are looked after whatever happens to one.
    private static void tryToLookAfter(Running call, long now) {
        try {
            lookAfter(call, now);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a running call could not be looked after", e);
        }
    }

    private static void lookAfter(Running call, long now) {
        if (!call.probed && now - call.since >= PROBE_AFTER_NANOS && call.reply.isReceived()) {
            call.probed = true;
            call.reply.watch();
        }
        call.reply.keepAlive(now);
    }

    @Override
    public void close() {
        closed = true;
    }
}
