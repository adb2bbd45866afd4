package dev.syngate.retention;

import dev.syngate.bodies.BodyLog;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.responses.KeptResponses;
import dev.syngate.usage.RollUps;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes the days of the roll-ups that are over, and removes request records, bodies and hourly
/// sums that are too old or too many; never ledger entries or daily sums.
///
/// Once started it sweeps every hour on a thread of its own. It removes little at a time, so that
/// calls which settle meanwhile wait for milliseconds at most.
public final class RetentionSweep implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RetentionSweep.class.getName());
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration HOURS_KEPT = Duration.ofDays(90);
    private static final int BATCH = 200;

    private final RequestLog requests;
    private final BodyLog bodies;
    private final RollUps rollUps;
    private final KeptResponses responses;
    private final RetentionSettings settings;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    public RetentionSweep(
            RequestLog requests,
            BodyLog bodies,
            RollUps rollUps,
            KeptResponses responses,
            RetentionSettings settings,
            InstantSource clock) {
        this.bodies = bodies;
        this.responses = responses;
        this.requests = requests;
        this.rollUps = rollUps;
        this.settings = settings;
        this.clock = clock;
    }

    /// Sweeps now and every hour, in the background, until it is closed.
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("retention").start(this::sweepHourly);
        }
    }

    private void sweepHourly() {
        do {
            try {
                sweep();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "old records could not be removed; trying again later", e);
            }
        } while (!closesWithin(EVERY));
    }

    private boolean closesWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Does all that is due, unless it is closed meanwhile.
    public void sweep() {
        while (rollUps.closeDay() && !closesWithin(Duration.ZERO)) {}
        remove();
    }

    private void remove() {
        responses.removeOld();
        Retention retention = settings.get();
        Instant now = clock.instant();
        Instant oldest = now.minus(Duration.ofDays(retention.days()));
        int removed;
        do {
            removed =
                    requests.removeOldest(oldest, retention.records(), BATCH)
                            + rollUps.removeHours(now.minus(HOURS_KEPT), BATCH);
        } while (removed > 0 && !closesWithin(Duration.ZERO));
        Instant oldestBody = now.minus(Duration.ofDays(bodies.policy().days()));
        String without = requests.removedSoFar().upTo();
        while (bodies.removeOldest(oldestBody, without, BATCH) > 0
                && !closesWithin(Duration.ZERO)) {}
    }

    /// Stops after the batch that runs; returns when nothing is removed any more.
    @Override
    public synchronized void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
