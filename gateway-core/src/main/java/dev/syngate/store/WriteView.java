package dev.syngate.store;

/// A view that also writes; everything written through it becomes durable together or not at all.
public interface WriteView extends ReadView {
    void put(String map, byte[] key, byte[] value);

    /// Writes a key that is known to be above every key of the map; faster than [#put].
    void append(String map, byte[] key, byte[] value);

    void delete(String map, byte[] key);
}
