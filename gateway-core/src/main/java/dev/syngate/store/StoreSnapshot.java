package dev.syngate.store;

import java.nio.file.Path;
import java.util.List;

/// The store's files as they were after one commit.
///
/// Writes go on meanwhile, but the engine reclaims no space until the snapshot is closed.
public final class StoreSnapshot implements AutoCloseable {
    private final List<Part> parts;
    private final Runnable release;

    StoreSnapshot(List<Part> parts, Runnable release) {
        this.parts = List.copyOf(parts);
        this.release = release;
    }

    /// A file that only ever grows.
    ///
    /// It may be gone when it is read: the engine removes files whose records it had already
    /// written anew before the snapshot. Such a file is not needed.
    ///
    /// @param size how many of its first bytes belong to the snapshot
    public record Part(Path file, long size) {}

    public List<Part> parts() {
        return parts;
    }

    @Override
    public void close() {
        release.run();
    }
}
