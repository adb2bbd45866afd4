package dev.syngate.ui.fx;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Calls a task on the FX thread at a steady rate while it is started. FX thread only.
///
/// It is no animation: while one plays, the toolkit wakes up sixty times a second. A beat that
/// finds the last one still waiting is left out.
public final class Pulse {
    private static final ScheduledExecutorService BEATS =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("window-pulse").factory());

    private final Runnable task;
    private final long nanosBetween;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private @Nullable Future<?> beats;

    public Pulse(double timesPerSecond, Runnable task) {
        this.task = task;
        this.nanosBetween = Math.round(TimeUnit.SECONDS.toNanos(1) / timesPerSecond);
    }

    /// Does nothing while it is started already.
    public void start() {
        if (beats == null) {
            beats =
                    BEATS.scheduleAtFixedRate(
                            this::beat, nanosBetween, nanosBetween, TimeUnit.NANOSECONDS);
        }
    }

    private void beat() {
        if (!waiting.getAndSet(true)) {
            Background.live().screen().execute(this::run);
        }
    }

    private void run() {
        waiting.set(false);
        if (beats != null) {
            task.run();
        }
    }

    public void stop() {
        if (beats != null) {
            beats.cancel(false);
            beats = null;
        }
    }
}
