package dev.syngate.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that large request bodies may take together, so that a few of them can't take it all.
/// Safe for any thread.
final class BodyBudget {
    private final AtomicLong left;

    BodyBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
