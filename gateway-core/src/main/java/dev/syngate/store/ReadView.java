package dev.syngate.store;

import org.jspecify.annotations.Nullable;

/// A consistent view of the store; valid only inside the transaction that handed it out.
public interface ReadView {
    byte @Nullable [] get(String map, byte[] key);

    long count(String map);

    /// Walks the map upwards from the first key that is not below `from` until the visitor answers
    /// false.
    void ascend(String map, byte[] from, Visitor visitor);

    /// Walks the map downwards from the last key that is below `before` (null: from the end) until
    /// the visitor answers false.
    void descend(String map, byte @Nullable [] before, Visitor visitor);

    /// Sees one entry; answers whether to go on.
    @FunctionalInterface
    interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }
}
