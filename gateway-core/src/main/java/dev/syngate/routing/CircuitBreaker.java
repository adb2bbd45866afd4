package dev.syngate.routing;

import dev.syngate.call.Refusal;
import dev.syngate.routing.Circuits.State;
import dev.syngate.routing.Standing.Troubled;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Remembers how a route did lately, to say whether others should be tried before it. Times are
/// milliseconds of the clock. Safe for any thread.
final class CircuitBreaker {
    static final long OPEN_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long LONGEST_OBEYED_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final int MOST_FAILURES_IN_A_ROW = 5;
    private final FailureRate lastMinute = new FailureRate();
    private int failuresInARow;
    private State state = State.CLOSED;
    private long openUntil;
    private @Nullable Trouble trouble;
    private @Nullable Refusal limit;
    private long obeyedUntil;

    /// Whether a call may go there before the other routes were tried. Where the open time is over,
    /// this grants the one call on trial; if nothing is heard of that, another after the same time.
    synchronized boolean admits(long now) {
        if (state == State.CLOSED) {
            return true;
        }
        if (now < openUntil) {
            return false;
        }
        state = State.HALF_OPEN;
        openUntil = now + OPEN_MILLIS;
        return true;
    }

    /// The route has begun to answer.
    synchronized void answered() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            lastMinute.clear();
        }
    }

    /// An answer came to its end, maybe long after it began.
    synchronized void succeeded(long now) {
        failuresInARow = 0;
        trouble = null;
        lastMinute.add(now, false);
    }

    synchronized void failed(long now, Trouble met) {
        trouble = met;
        failuresInARow++;
        lastMinute.add(now, true);
        boolean tooOften =
                met.isLasting()
                        || failuresInARow >= MOST_FAILURES_IN_A_ROW
                        || lastMinute.isMostlyFailing(now);
        if (state == State.HALF_OPEN || (state == State.CLOSED && tooOften)) {
            open(now + OPEN_MILLIS);
        }
    }

    /// The provider asked not to be called for so long.
    ///
    /// @param said what callers are told of it
    synchronized void limited(long now, Duration wait, Refusal said) {
        limit = said;
        obeyedUntil = now + Math.min(wait.toMillis(), LONGEST_OBEYED_MILLIS);
        trouble = Trouble.RATE_LIMITED;
        failuresInARow++;
        lastMinute.add(now, true);
        open(now + wait.toMillis());
    }

    /// What a caller is told while the provider asks not to be called, with what is left of the
    /// wait; null: it may be called. Of very long waits only the beginning is obeyed strictly.
    synchronized @Nullable Refusal asksToWait(long now) {
        return limit == null || state == State.CLOSED || now >= obeyedUntil
                ? null
                : new Refusal(
                        limit.code(),
                        limit.message(),
                        limit.param(),
                        Duration.ofMillis(obeyedUntil - now));
    }

    private void open(long until) {
        state = State.OPEN;
        openUntil = until;
    }

    /// The call says nothing about the health of the route: the caller made a mistake, or left.
    synchronized void inconclusive(long now) {
        if (state == State.HALF_OPEN) {
            openUntil = now;
        }
    }

    /// Whether it works and the latest call did not fail.
    synchronized boolean isWell() {
        return state == State.CLOSED && failuresInARow == 0;
    }

    /// What the latest failure was, if nothing went well since; else null.
    synchronized @Nullable Troubled troubled(long now) {
        return trouble == null
                ? null
                : new Troubled(
                        trouble,
                        state == State.CLOSED || now >= openUntil
                                ? null
                                : Instant.ofEpochMilli(openUntil));
    }

    synchronized State state(long now) {
        return state == State.OPEN && now >= openUntil ? State.HALF_OPEN : state;
    }
}
