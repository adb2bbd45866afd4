package dev.syngate.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Transactions over named, ordered maps of bytes.
///
/// Reads see one consistent snapshot and may run on any thread. Writes run one after the other on
/// the store's own thread; several are committed together, and a write's future completes when its
/// data is durable.
public interface Store extends AutoCloseable {
    /// Reads from one snapshot; the given [ReadView] must not be kept.
    <T extends @Nullable Object> T read(Function<ReadView, T> work);

    /// Throws, saying so, once the store is closed.
    void ensureOpen();

    /// Queues a write. The work may run more than once (it is repeated when another write of its
    /// group failed), so it must have no effect but on the view. The future fails with the work's
    /// exception; other writes are not affected.
    <T> CompletableFuture<T> write(Function<WriteView, T> work);

    /// Queues a write and waits until it is durable; throws the work's own exception.
    default <T> T writeNow(Function<WriteView, T> work) {
        return Futures.await(write(work));
    }

    /// Returns when the entry is durable, which is sooner than a write's data. What it does to the
    /// maps follows within a moment, and before whatever is read or written from now on.
    void journal(JournalEntry entry);

    /// Brings what a crash left in the journal into the maps; to be called before anything is
    /// journalled.
    ///
    /// @param reader makes an entry of its bytes
    void recover(Function<byte[], JournalEntry> reader);

    /// Calls the listener, on the store's thread and in order, with every change of the map once it
    /// is durable.
    void subscribe(String map, Consumer<Change> listener);

    /// Holds the store's files as they are after the last commit. Only one snapshot is held at a
    /// time; others wait for it. Close it soon, and on any thread.
    StoreSnapshot snapshot();

    /// Commits what is queued, waits for a snapshot that is held, and closes the engine.
    @Override
    void close();
}
