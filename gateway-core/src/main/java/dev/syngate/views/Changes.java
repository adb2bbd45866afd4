package dev.syngate.views;

import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts the changes of some maps, so that a value made from them is read only when it may be
/// another; a closed store is told also where nothing has changed. Safe for any thread.
final class Changes {
    private static final Duration TICK = Duration.ofSeconds(10);
    private final InstantSource clock;
    private final Store store;
    private final AtomicLong count = new AtomicLong();

    Changes(Store store, InstantSource clock, RecordMap<?>... maps) {
        this.clock = clock;
        this.store = store;
        for (RecordMap<?> map : maps) {
            store.subscribe(map.name(), change -> count.incrementAndGet());
        }
    }

    /// Reads the value unless nothing has changed since the version; at least every ten seconds.
    <T> Look<T> since(Look.@Nullable Version seen, Supplier<T> value) {
        store.ensureOpen();
        Look.Version now = new Look.Version(count.get(), clock.millis() / TICK.toMillis());
        return new Look<>(now, now.equals(seen) ? null : value.get());
    }
}
