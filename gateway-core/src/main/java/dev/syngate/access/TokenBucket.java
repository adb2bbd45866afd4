package dev.syngate.access;

import java.util.concurrent.TimeUnit;

/// Units that refill continuously: as many a minute as the bucket holds. Counts in whole grains, so
/// nothing is lost by rounding. Not safe for several threads at once.
final class TokenBucket {
    /// The grains of one unit; each microsecond brings `capacity` grains.
    private static final long GRAINS = TimeUnit.MINUTES.toMicros(1);

    private static final long NANOS_PER_MICRO = 1_000;

    private final int capacity;
    private long level;
    private long refilled;

    TokenBucket(int capacity, long nowNanos) {
        this.capacity = capacity;
        this.level = full();
        this.refilled = nowNanos;
    }

    int capacity() {
        return capacity;
    }

    /// Takes the units; more than the bucket holds are let through when it is full.
    boolean take(long units, long nowNanos) {
        refill(nowNanos);
        if (level < grains(Math.min(units, capacity))) {
            return false;
        }
        correct(units);
        return true;
    }

    /// Takes more, or gives back, without asking.
    void correct(long units) {
        level = Math.clamp(level - grains(units), grains(Integer.MIN_VALUE), full());
    }

    boolean isFull(long nowNanos) {
        refill(nowNanos);
        return level == full();
    }

    /// Where it stands; the reset is when it is full again.
    RateLimiter.Level level(long nowNanos) {
        refill(nowNanos);
        return new RateLimiter.Level(
                capacity, (int) Math.max(0, level / GRAINS), nanosFor(full() - level));
    }

    /// How long until the units can be taken.
    long nanosUntil(long units, long nowNanos) {
        refill(nowNanos);
        return nanosFor(grains(Math.min(units, capacity)) - level);
    }

    private long nanosFor(long missing) {
        return missing <= 0 ? 0 : Math.ceilDiv(missing, capacity) * NANOS_PER_MICRO;
    }

    private void refill(long nowNanos) {
        long micros = (nowNanos - refilled) / NANOS_PER_MICRO;
        if (micros <= 0) {
            return;
        }
        boolean fills = micros >= Math.ceilDiv(full() - level, capacity);
        level = fills ? full() : level + micros * capacity;
        refilled += micros * NANOS_PER_MICRO;
    }

    private long full() {
        return capacity * GRAINS;
    }

    private static long grains(long units) {
        return Math.clamp(units, Integer.MIN_VALUE, Integer.MAX_VALUE) * GRAINS;
    }
}
