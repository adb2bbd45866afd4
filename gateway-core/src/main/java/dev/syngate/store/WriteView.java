package dev.syngate.store;

import org.jspecify.annotations.Nullable;

/// A view that also writes; everything written through it becomes durable together or not at all.
public interface WriteView extends ReadView {
    void put(String map, byte[] key, byte[] value);

    void delete(String map, byte[] key);

    /// What was remembered under the name in this transaction, else null. Writes that are committed
    /// together share it, so that each need not read again what the one before has just written.
    @Nullable Object remembered(String name);

    /// Writes once, when all writes that are committed together have been made; the last write that
    /// was given for the name counts.
    void putAtEnd(String name, Runnable write);

    /// Makes the writes that were left for the end now, so that this view shows them.
    void flush();

    /// Remembers the value until the transaction ends, however it ends.
    void remember(String name, Object value);
}
