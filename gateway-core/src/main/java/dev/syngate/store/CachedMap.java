package dev.syngate.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A small [RecordMap] held in memory, kept true by the store's change feed. Keys are texts.
///
/// @param <R> the record type
public final class CachedMap<R> {
    private final Store store;
    private final RecordMap<R> map;
    private final Follower<R> follower;
    private final Map<String, R> cached = new ConcurrentSkipListMap<>();

    public CachedMap(Store store, RecordMap<R> map) {
        this(store, map, (before, after) -> {});
    }

    /// @param follower sees the records that are there, then every change
    public CachedMap(Store store, RecordMap<R> map, Follower<R> follower) {
        this.store = store;
        this.map = map;
        this.follower = follower;
        store.subscribe(map.name(), this::follow);
        store.read(view -> {
            map.ascend(view, new byte[0], (key, item) -> keep(Keys.text(key), item));
            return true;
        });
    }

    private boolean keep(String key, R item) {
        follower.changed(cached.put(key, item), item);
        return true;
    }

    private void follow(Change change) {
        String key = Keys.text(change.key());
        byte[] value = change.value();
        if (value == null) {
            follower.changed(cached.remove(key), null);
        } else {
            keep(key, map.decode(value));
        }
    }

    /// Sees a record come (nothing before), change, or go (nothing after), one change at a time.
    ///
    /// @param <R> the record type
    @FunctionalInterface
    public interface Follower<R> {
        void changed(@Nullable R before, @Nullable R after);
    }

    public @Nullable R get(String key) {
        return cached.get(key);
    }

    /// All records in key order; a live view that tolerates concurrent changes.
    public Collection<R> all() {
        return cached.values();
    }

    public List<R> list() {
        return List.copyOf(cached.values());
    }

    /// Stores the record and waits until it is durable.
    public void put(String key, R item) {
        store.writeNow(view -> {
            map.put(view, Keys.of(key), item);
            return true;
        });
    }

    /// Stores all records together and waits until they are durable.
    public void putAll(Map<String, R> items) {
        store.writeNow(view -> {
            items.forEach((key, item) -> map.put(view, Keys.of(key), item));
            return true;
        });
    }

    /// Removes the record and waits until that is durable.
    public void remove(String key) {
        store.writeNow(view -> {
            map.delete(view, Keys.of(key));
            return true;
        });
    }
}
