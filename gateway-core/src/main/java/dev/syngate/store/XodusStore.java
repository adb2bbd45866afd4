package dev.syngate.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jetbrains.exodus.ExodusException;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.env.StoreConfig;
import org.jspecify.annotations.Nullable;

/// The embedded store: one Xodus environment, one writer thread with group commit, durable writes,
/// and a journal for what must be durable at once.
public final class XodusStore implements Store {
    private static final Logger LOG = System.getLogger(XodusStore.class.getName());

    /// Each commit writes the pages on the way to what changed: small ones cost least.
    private static final int ENTRIES_OF_A_PAGE = 32;

    /// Of the files, beside what the system keeps of them.
    private static final long CACHE_BYTES = 32L << 20;

    private final Environment environment;
    private final Map<String, jetbrains.exodus.env.Store> maps;
    private final XodusSnapshots snapshots;
    private final StoreWriter writer;

    /// What the maps had of the journal when the store was opened.
    private final Applied applied;

    private final Journal journal;

    /// Opens or creates the store in the folder, with the maps it will have.
    ///
    /// @throws StoreInUseException when another process holds it
    public XodusStore(Path folder, Set<String> mapNames) {
        this(folder, mapNames, Journal::open);
    }

    XodusStore(Path folder, Set<String> mapNames, Journal.Opening opening) {
        environment = open(folder);
        maps = openMaps(mapNames);
        snapshots = new XodusSnapshots(environment);
        writer = new StoreWriter(environment, maps);
        applied =
                environment.computeInReadonlyTransaction(
                        txn -> Applied.read(new XodusView(txn, maps)));
        journal = openJournal(folder, opening);
        writer.follow(journal);
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

    private Journal openJournal(Path folder, Journal.Opening opening) {
        try {
            return new Journal(folder, opening, applied, writer::journalled);
        } catch (IOException e) {
            writer.close();
            environment.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void recover(Function<byte[], JournalEntry> reader) {
        List<Journal.Recovered> left = journal.left();
        if (!left.isEmpty() || !applied.alone().isEmpty()) {
            long last = left.isEmpty() ? 0 : left.getLast().number();
            writeNow(view -> {
                left.forEach(one -> reader.apply(one.bytes()).apply(view));
                applied.markAll(view, Math.max(last, applied.last()));
                return true;
            });
            journal.recovered();
        }
    }

    @Override
    public void journal(JournalEntry entry) {
        try {
            journal.append(entry);
        } catch (IOException | CompletionException e) {
            LOG.log(Level.DEBUG, "an entry goes into the maps at once", e);
            writeNow(view -> {
                entry.apply(view);
                Throwable why = e instanceof CompletionException ? e.getCause() : e;
                if (why instanceof Journal.UnsureException unsure) {
                    Applied.markAlone(view, unsure.number());
                }
                return true;
            });
        }
    }

    @Override
    public void ensureOpen() {
        if (writer.isClosed()) {
            throw new IllegalStateException(StoreWriter.CLOSED);
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<ReadView, T> work) {
        ensureOpen();
        showJournalled();
        return environment.computeInReadonlyTransaction(
                txn -> work.apply(new XodusView(txn, maps)));
    }

    private void showJournalled() {
        if (writer.applied() < journal.last() && !writer.isThisThread()) {
            writeNow(view -> true);
        }
    }

    @Override
    public <T> CompletableFuture<T> write(Function<WriteView, T> work) {
        return writer.write(work);
    }

    @Override
    public void subscribe(String map, Consumer<Change> listener) {
        writer.subscribe(map, listener);
    }

    @Override
    public StoreSnapshot snapshot() {
        showJournalled();
        // What is written while a group is being put together reaches the files only at its commit.
        return snapshots.take(list -> writeNow(view -> list.get()));
    }

    @Override
    public void close() {
        if (writer.isClosed()) {
            return;
        }
        snapshots.end();
        writer.close();
        try {
            journal.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the journal", e);
        }
        environment.close();
    }

    private Map<String, jetbrains.exodus.env.Store> openMaps(Set<String> names) {
        return environment.computeInTransaction(txn ->
                Stream.concat(names.stream(), Stream.of(Applied.MAP))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        name -> name,
                                        name ->
                                                environment.openStore(
                                                        name,
                                                        StoreConfig.WITHOUT_DUPLICATES,
                                                        txn))));
    }
}
