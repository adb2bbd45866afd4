package dev.syngate.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps every process from opening the store of a folder, without opening it: what is in it may be
/// damaged.
public final class StoreLock implements AutoCloseable {
    /// The engine's own lock file.
    private static final String FILE = "xd.lck";

    private final @Nullable FileChannel channel;

    private StoreLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /// Locks the folder; one that does not exist needs no lock.
    ///
    /// @throws StoreInUseException when the store is open
    public static StoreLock of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new StoreLock(null);
        }
        try {
            return new StoreLock(locked(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory can't be locked: " + folder, e);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StoreInUseException(folder, e);
        }
        channel.close();
        throw new StoreInUseException(folder, null);
    }

    @Override
    public void close() {
        release();
    }

    /// Ends the lock; another time changes nothing.
    public void release() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory can't be unlocked", e);
        }
    }
}
