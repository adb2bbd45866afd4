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
    private long failedAt;
    private int failedProbes;

    /// Whether all was asked since the last failure that can be asked for nothing.
    private boolean isVouchedFor;

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
        failedProbes = 0;
    }

    /// Whether it should be asked if it is back: it is open and would let a call through within the
    /// time, or its latest call failed a while ago.
    synchronized boolean wantsProbe(long now, long within) {
        if (isVouchedFor || trouble == null || asksToWait(now) != null) {
            return false;
        }
        return state == State.CLOSED
                ? failuresInARow > 0 && now - failedAt >= OPEN_MILLIS - within
                : now >= openUntil - within;
    }

    /// Whether any answer to the same credential shows that it works again.
    synchronized boolean isProvenByAnyAnswer() {
        return trouble == Trouble.UNREACHABLE || trouble == Trouble.BAD_CREDENTIAL;
    }

    /// It was asked, and is not back: asked again after twice the time.
    synchronized void stillFails(long now) {
        long wait = OPEN_MILLIS << Math.min(failedProbes, 5);
        failedProbes++;
        open(now + Math.min(wait, LONGEST_OBEYED_MILLIS));
    }

    /// It was asked, and works.
    synchronized void recovered() {
        state = State.CLOSED;
        failuresInARow = 0;
        failedProbes = 0;
        trouble = null;
        lastMinute.clear();
    }

    /// It was asked and answers, which proves too little: the next call is let through.
    synchronized void mayBeTried(long now) {
        isVouchedFor = true;
        if (state != State.CLOSED) {
            openUntil = now;
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
        failedAt = now;
        isVouchedFor = false;
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
        failedAt = now;
        isVouchedFor = false;
        failuresInARow++;
        lastMinute.add(now, true);
        open(now + wait.toMillis());
    }

    /// What a caller is told while the provider asks not to be called, with what is left of the
    /// wait; null: it may be called. Of very long waits only the beginning is obeyed strictly, and
    /// none that a clock makes longer which was set back.
    synchronized @Nullable Refusal asksToWait(long now) {
        boolean isOver = now >= obeyedUntil || obeyedUntil - now > LONGEST_OBEYED_MILLIS;
        return limit == null || state == State.CLOSED || isOver
                ? null
                : new Refusal(
                        limit.code(),
                        limit.message(),
                        limit.param(),
                        Duration.ofMillis(obeyedUntil - now));
    }

    private void open(long until) {
        isVouchedFor = false;
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
