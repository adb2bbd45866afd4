package dev.syngate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands until a test moves it.
public final class ManualClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public ManualClock(String start) {
        now = new AtomicReference<>(Instant.parse(start));
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
