package dev.syngate.access;

/// Units that refill continuously: as many a minute as the bucket holds.
final class TokenBucket {
    private static final double NANOS_PER_MINUTE = 60e9;
    private final int capacity;
    private double level;
    private long refilled;

    TokenBucket(int capacity, long nowNanos) {
        this.capacity = capacity;
        this.level = capacity;
        this.refilled = nowNanos;
    }

    int capacity() {
        return capacity;
    }

    /// Takes the units; more than the bucket holds are let through when it is full.
    synchronized boolean take(long units, long nowNanos) {
        refill(nowNanos);
        if (level < Math.min(units, capacity)) {
            return false;
        }
        level -= units;
        return true;
    }

    /// Takes more, or gives back, without asking.
    synchronized void correct(long units) {
        level = Math.min(capacity, level - units);
    }

    synchronized int remaining(long nowNanos) {
        refill(nowNanos);
        return (int) Math.max(0, level);
    }

    /// How long until the units can be taken.
    synchronized long nanosUntil(long units, long nowNanos) {
        refill(nowNanos);
        double missing = Math.min(units, capacity) - level;
        return missing <= 0 ? 0 : (long) Math.ceil(missing * NANOS_PER_MINUTE / capacity);
    }

    private void refill(long nowNanos) {
        long elapsed = Math.max(0, nowNanos - refilled);
        level = Math.min(capacity, level + elapsed * capacity / NANOS_PER_MINUTE);
        refilled = nowNanos;
    }
}
