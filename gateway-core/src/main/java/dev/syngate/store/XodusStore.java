package dev.syngate.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import jetbrains.exodus.ExodusException;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.env.StoreConfig;
import org.jspecify.annotations.Nullable;

/// The embedded store: one Xodus environment, one writer thread with group commit, durable writes.
///
/// The writer thread is never interrupted: an interrupt during a file operation would close Xodus'
/// files.
public final class XodusStore implements Store {
    private static final Logger LOG = System.getLogger(XodusStore.class.getName());

    /// A group of this many writes is a sign that more are on their way: waiting for them for a
    /// moment saves more than it costs.
    private static final int BUSY_GROUP = 4;

    private static final long GATHER = 500_000;

    /// Each commit writes the pages on the way to what changed: small ones cost least.
    private static final int ENTRIES_OF_A_PAGE = 32;

    private static final int LARGEST_GROUP = 256;

    /// Of the files, beside what the system keeps of them.
    private static final long CACHE_BYTES = 32L << 20;

    private final Environment environment;
    private final Map<String, jetbrains.exodus.env.Store> maps;
    private final Map<String, List<Consumer<Change>>> listeners = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
    private final XodusSnapshots snapshots;
    private final Thread writer;
    private volatile boolean closed;

    /// Opens or creates the store in the folder, with the maps it will have.
    ///
    /// @throws StoreInUseException when another process holds it
    public XodusStore(Path folder, Set<String> mapNames) {
        environment = open(folder);
        maps = openMaps(mapNames);
        snapshots = new XodusSnapshots(environment);
        writer = Thread.ofPlatform().name("store-writer").start(this::writeUntilClosed);
    }

    private static Environment open(Path folder) {
        EnvironmentConfig config =
                new EnvironmentConfig()
                        .setMemoryUsage(CACHE_BYTES)
                        .setTreeMaxPageSize(ENTRIES_OF_A_PAGE)
                        .setManagementEnabled(false)
                        .setLogDurableWrite(true)
                        .setEnvCloseForcedly(true);
        try {
            return Environments.newInstance(folder.toFile(), config);
        } catch (ExodusException e) {
            if (String.valueOf(e.getMessage()).contains("lock")) {
                throw new StoreInUseException(folder, e);
            }
            throw e;
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<ReadView, T> work) {
        return environment.computeInReadonlyTransaction(
                txn -> work.apply(new XodusView(txn, maps)));
    }

    @Override
    public <T> CompletableFuture<T> write(Function<WriteView, T> work) {
        Write<T> write = new Write<>(work);
        queue.add(write);
        // What the writer has taken out of the queue it also completes.
        if (closed && queue.remove(write)) {
            write.fail(new IllegalStateException("the store is closed"));
        }
        return write.done;
    }

    @Override
    public void subscribe(String map, Consumer<Change> listener) {
        listeners.computeIfAbsent(map, name -> new CopyOnWriteArrayList<>()).add(listener);
    }

    @Override
    public StoreSnapshot snapshot() {
        // What is written while a group is being put together reaches the files only at its commit.
        return snapshots.take(list -> writeNow(view -> list.get()));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        snapshots.end();
        write(view -> closed = true).join();
        joinWriter();
        environment.close();
    }

    private void joinWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
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
        while (!closed || !queue.isEmpty()) {
            group.clear();
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                continue;
            }
            if (busy) {
                LockSupport.parkNanos(GATHER);
            }
            queue.drainTo(group, LARGEST_GROUP - 1);
            busy = group.size() >= BUSY_GROUP;
            commit(group);
        }
    }

    private void commit(List<Write<?>> group) {
        List<RecordedChange> changes = new ArrayList<>();
        try {
            environment.executeInExclusiveTransaction(txn -> {
                changes.clear();
                XodusView view = new XodusView(txn, maps, changes);
                group.forEach(write -> write.run(view));
                view.flush();
            });
        } catch (RuntimeException | Error e) {
            commitOneByOne(group, e);
            return;
        }
        changes.forEach(this::publish);
        group.forEach(Write::succeed);
    }

    private void commitOneByOne(List<Write<?>> group, Throwable failure) {
        if (group.size() == 1) {
            group.getFirst().fail(failure);
            return;
        }
        group.forEach(write -> commit(List.of(write)));
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

    private Map<String, jetbrains.exodus.env.Store> openMaps(Set<String> names) {
        return environment.computeInTransaction(txn ->
                names.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        name -> name,
                                        name ->
                                                environment.openStore(
                                                        name,
                                                        StoreConfig.WITHOUT_DUPLICATES,
                                                        txn))));
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
}
