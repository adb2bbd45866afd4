package dev.syngate.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import jetbrains.exodus.ExodusException;
import jetbrains.exodus.env.Environment;
import org.jspecify.annotations.Nullable;

/// The one thread that changes the maps: it takes the writes that are queued and what was
/// journalled, commits them together, and tells those who listen.
///
/// It is never interrupted: an interrupt during a file operation would close the engine's files.
final class StoreWriter {
    /// What is said to whoever comes later.
    static final String CLOSED = "the store is closed";

    private static final Logger LOG = System.getLogger(StoreWriter.class.getName());

    /// A group of this many writes is a sign that more are on their way: waiting for them for a
    /// moment saves more than it costs.
    private static final int BUSY_GROUP = 4;

    private static final long GATHER = 500_000;
    private static final int LARGEST_GROUP = 256;

    /// What is journalled waits for more of it for that long.
    private static final long JOURNAL_WAITS = TimeUnit.MILLISECONDS.toNanos(100);

    /// Queued to tell that something was journalled.
    private static final Write<Boolean> JOURNALLED = new Write<>(view -> true);

    private final Environment environment;
    private final Map<String, jetbrains.exodus.env.Store> maps;
    private final Map<String, List<Consumer<Change>>> listeners = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /// The journal's entries up to this number are in the maps.
    private volatile long applied;

    private volatile @Nullable Journal journal;

    /// Taken from the journal and not in the maps yet.
    private List<Journal.Numbered> owed = List.of();

    StoreWriter(Environment environment, Map<String, jetbrains.exodus.env.Store> maps) {
        this.environment = environment;
        this.maps = maps;
        applied =
                environment.computeInReadonlyTransaction(
                        txn -> Applied.read(new XodusView(txn, maps)).upTo());
        thread = Thread.ofPlatform().name("store-writer").start(this::writeUntilClosed);
    }

    record RecordedChange(String map, Change change) {}

    private static final class Write<T> {
        private final Function<WriteView, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private Runnable success = () -> {};

        Write(Function<WriteView, T> work) {
            this.work = work;
        }

        void run(WriteView view) {
            T result = work.apply(view);
            success = () -> done.complete(result);
        }

        void succeed() {
            success.run();
        }

        void fail(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    <T> CompletableFuture<T> write(Function<WriteView, T> work) {
        Write<T> write = new Write<>(work);
        queue.add(write);
        // What the writer has taken out of the queue it also completes.
        if (closed && queue.remove(write)) {
            write.fail(new IllegalStateException(CLOSED));
        }
        return write.done;
    }

    /// From now on takes what is written there.
    void follow(Journal written) {
        journal = written;
    }

    void journalled() {
        queue.add(JOURNALLED);
    }

    /// The journal's entries up to this number are in the maps.
    long applied() {
        return applied;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isThisThread() {
        return Thread.currentThread() == thread;
    }

    void subscribe(String map, Consumer<Change> listener) {
        listeners.computeIfAbsent(map, name -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /// Commits what is queued, and ends.
    void close() {
        if (closed) {
            return;
        }
        write(view -> closed = true).join();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        List<Write<?>> group = new ArrayList<>(LARGEST_GROUP);
        boolean busy = false;
        long due = Long.MAX_VALUE;
        while (!closed || !queue.isEmpty()) {
            group.clear();
            Write<?> first = next(due);
            if (first == JOURNALLED) {
                due = Math.min(due, System.nanoTime() + JOURNAL_WAITS);
                continue;
            }
            if (first != null) {
                group.add(first);
                if (busy) {
                    LockSupport.parkNanos(GATHER);
                }
                queue.drainTo(group, LARGEST_GROUP - 1);
                group.removeIf(write -> write == JOURNALLED);
                busy = group.size() >= BUSY_GROUP;
            }
            commit(group);
            due = owed.isEmpty() ? Long.MAX_VALUE : System.nanoTime() + JOURNAL_WAITS;
        }
    }

    /// The next write; null: the journal is due.
    private @Nullable Write<?> next(long due) {
        while (true) {
            try {
                return due == Long.MAX_VALUE
                        ? queue.take()
                        : queue.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // nobody has a reason to
            }
        }
    }

    private void commit(List<Write<?>> group) {
        Journal source = journal;
        if (owed.isEmpty() && source != null) {
            owed = source.turn();
        }
        if (owed.isEmpty() && group.isEmpty()) {
            return;
        }
        Throwable failure = tried(owed, group);
        if (failure == null) {
            owed = List.of();
            return;
        }
        failure = owed.isEmpty() ? null : applyOneByOne();
        for (Write<?> write : group) {
            Throwable own = failure == null ? tried(List.of(), List.of(write)) : failure;
            if (own != null) {
                write.fail(own);
            }
        }
    }

    /// Null: all of it is durable.
    private @Nullable Throwable tried(List<Journal.Numbered> entries, List<Write<?>> group) {
        List<RecordedChange> changes = new ArrayList<>();
        try {
            environment.executeInExclusiveTransaction(txn -> {
                changes.clear();
                XodusView view = new XodusView(txn, maps, changes);
                if (!entries.isEmpty()) {
                    entries.forEach(one -> one.entry().apply(view));
                    Applied.mark(view, entries.getLast().number());
                    view.flush();
                }
                group.forEach(write -> write.run(view));
                view.flush();
            });
        } catch (RuntimeException | Error e) {
            return e;
        }
        if (!entries.isEmpty()) {
            applied = entries.getLast().number();
        }
        changes.forEach(this::publish);
        group.forEach(Write::succeed);
        return null;
    }

    /// What the engine can't take now is tried again later; an entry that can't be applied must not
    /// be in the way of all others.
    ///
    /// @return why the engine takes nothing; null: nothing is owed any more
    private @Nullable Throwable applyOneByOne() {
        while (!owed.isEmpty()) {
            Journal.Numbered one = owed.getFirst();
            Throwable failure = tried(List.of(one), List.of());
            if (failure instanceof ExodusException) {
                LOG.log(Level.ERROR, "the store can't write; trying again", failure);
                return failure;
            }
            if (failure != null) {
                LOG.log(Level.ERROR, "entry " + one.number() + " of the journal is lost", failure);
            }
            owed = owed.subList(1, owed.size());
        }
        return null;
    }

    private void publish(RecordedChange change) {
        for (Consumer<Change> listener : listeners.getOrDefault(change.map(), List.of())) {
            try {
                listener.accept(change.change());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a change of the map " + change.map() + " was missed", e);
            }
        }
    }
}
