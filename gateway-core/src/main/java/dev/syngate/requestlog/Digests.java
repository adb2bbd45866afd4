package dev.syngate.requestlog;

import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The digests of the log: all records but the newest are in one. They are made on a thread of
/// their own whenever enough requests have ended, so that calls don't pay for them; a record that
/// comes late is written into its digest in its own transaction. Those that have their number are
/// put together into volumes. Safe for any thread.
final class Digests implements AutoCloseable {
    /// The store's map of digests, by the id of their first request.
    static final String MAP = "request-digests";

    /// The store's map of their columns, by the same key.
    static final String COLUMNS = "request-digest-columns";

    /// The store's map of the ids in them, by the same key.
    static final String IDS = "request-digest-ids";

    private static final Logger LOG = System.getLogger(Digests.class.getName());
    private static final int FORM = 1;

    private final Store store;
    private final int rows;
    private final Volumes volumes;
    private final Supplier<String> settledBelow;
    private final AtomicReference<@Nullable Thread> making = new AtomicReference<>();
    private volatile boolean closed;

    /// No digest reaches up to this id; what is written below it may belong into one.
    private volatile String mark;

    /// Counted by the store's thread alone.
    private volatile long late;

    private int fresh;

    /// @param rows how many records make a digest
    /// @param digests how many digests make a volume
    /// @param settledBelow the id below which no more records are expected
    Digests(Store store, int rows, int digests, Supplier<String> settledBelow) {
        this.store = store;
        this.rows = rows;
        this.volumes = new Volumes(store, digests);
        this.settledBelow = settledBelow;
        this.mark = store.read(view -> after(endOf(view)));
        this.fresh = rows;
    }

    /// A digest with the id of its first request.
    record Found(String first, Digest digest) {
        String last() {
            return digest.head().last();
        }

        boolean includes(String id) {
            return first.compareTo(id) <= 0 && id.compareTo(last()) <= 0;
        }
    }

    /// The newest digest that begins below the id; null: of all.
    static @Nullable Found below(ReadView view, @Nullable String id) {
        Found[] found = new Found[1];
        view.descend(
                MAP,
                id == null ? null : Keys.of(id),
                (key, value) -> {
                    found[0] = found(view, key, value);
                    return false;
                });
        return found[0];
    }

    /// What a search reads next: a volume where there is one, a digest where there is none.
    static @Nullable Found widestBelow(ReadView view, @Nullable String id) {
        Found digest = below(view, id);
        Found volume = digest == null ? null : Volumes.including(view, digest.first());
        return volume == null ? digest : volume;
    }

    /// Walks the digests, the oldest first. None is kept: together they are large.
    ///
    /// @param from the first begins with this id or above it
    /// @param visitor answers whether to go on
    static void upwards(ReadView view, String from, Predicate<Found> visitor) {
        view.ascend(MAP, Keys.of(from), (key, value) -> visitor.test(found(view, key, value)));
    }

    private static Found found(ReadView view, byte[] key, byte[] value) {
        Digest.Head head = Digest.Head.read(new RecordReader(value, 1));
        DigestIds ids =
                new DigestIds(
                        piece -> Objects.requireNonNull(view.get(IDS, key), "its ids"),
                        head.size(),
                        head.size());
        return new Found(Keys.text(key), new Digest(head, new Packed(view, key)::of, ids));
    }

    /// The columns of a digest, which are read together.
    private static final class Packed {
        private final ReadView view;
        private final byte[] key;
        private final List<byte[]> columns = new ArrayList<>(Digest.COLUMNS);

        Packed(ReadView view, byte[] key) {
            this.view = view;
            this.key = key;
        }

        byte[] of(int column) {
            if (columns.isEmpty()) {
                byte[] packed = Objects.requireNonNull(view.get(COLUMNS, key), "its columns");
                RecordReader reader = new RecordReader(packed, 0);
                for (int i = 0; i < Digest.COLUMNS; i++) {
                    columns.add(reader.bytes());
                }
            }
            return columns.get(column);
        }
    }

    private static String endOf(ReadView view) {
        Found newest = below(view, null);
        return newest == null ? "" : newest.last();
    }

    /// The lowest text above the id.
    static String after(String id) {
        return id + "\0";
    }

    /// A record was written; called on the store's thread once it is durable.
    void written() {
        if (++fresh >= rows) {
            fresh = 0;
            start();
        }
    }

    /// Makes what is missing, in the background.
    private void start() {
        Thread maker = Thread.ofVirtual().name("request-digests").unstarted(this::make);
        if (!closed && making.compareAndSet(null, maker)) {
            maker.start();
        }
    }

    private void make() {
        try {
            while (!closed && (makeOne() || makeVolume())) {}
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "requests are searched more slowly; trying again later", e);
        } finally {
            making.set(null);
        }
    }

    /// Makes the next digest; answers whether there may be another.
    boolean makeOne() {
        String below = settledBelow.get();
        String last = store.read(view -> lastOfNext(view, below));
        if (last == null) {
            return false;
        }
        long lateBefore = store.writeNow(view -> reachTo(last));
        List<RequestRecord> next = store.read(view -> records(view, after(endOf(view)), last));
        if (next.isEmpty()) {
            return false;
        }
        DigestMaker made = DigestMaker.of(next);
        return store.writeNow(view -> late == lateBefore && put(view, made));
    }

    /// From now on what is written up to the id counts as late; what was written before is there to
    /// be read. On the store's thread.
    ///
    /// @return how many were late before
    private long reachTo(String last) {
        mark = after(last).compareTo(mark) > 0 ? after(last) : mark;
        return late;
    }

    /// The id that the next digest reaches up to; null: there are too few records for one.
    private @Nullable String lastOfNext(ReadView view, String below) {
        List<String> ids = new ArrayList<>(rows);
        view.ascend(
                RequestLog.MAP.name(),
                Keys.of(after(endOf(view))),
                (key, value) -> {
                    String id = Keys.text(key);
                    boolean belongs = id.compareTo(below) < 0;
                    if (belongs) {
                        ids.add(id);
                    }
                    return belongs && ids.size() < rows;
                });
        return ids.size() < rows ? null : ids.getLast();
    }

    /// Makes the next volume; answers whether there may be another.
    boolean makeVolume() {
        long lateBefore = late;
        return volumes.makeOne(() -> late == lateBefore);
    }

    private List<RequestRecord> records(ReadView view, String from, String last) {
        List<RequestRecord> found = new ArrayList<>(rows);
        RequestLog.MAP.ascend(
                view,
                Keys.of(from),
                (key, item) -> {
                    boolean belongs = item.id().compareTo(last) <= 0;
                    if (belongs) {
                        found.add(item);
                    }
                    return belongs;
                });
        return found;
    }

    private static boolean put(WriteView view, DigestMaker digest) {
        byte[] key = Keys.of(digest.ids().first());
        RecordWriter head = new RecordWriter().octet(FORM);
        digest.head().write(head);
        RecordWriter columns = new RecordWriter();
        for (int column = 0; column < Digest.COLUMNS; column++) {
            columns.bytes(digest.column(column));
        }
        view.put(MAP, key, head.toBytes());
        view.put(COLUMNS, key, columns.toBytes());
        view.put(IDS, key, digest.ids().pieces().getFirst());
        return true;
    }

    /// A record is written in this transaction: takes it into the digest that it belongs to, if
    /// there is one already, and gives up the volume that does not know it.
    void add(WriteView view, String id) {
        if (id.compareTo(mark) >= 0) {
            return;
        }
        // only the thread of the store writes it
        long before = late;
        late = before + 1;
        Found found = below(view, after(id));
        if (found != null && id.compareTo(endOf(view)) <= 0) {
            String last = found.last().compareTo(id) < 0 ? id : found.last();
            List<RequestRecord> items = new ArrayList<>();
            RequestLog.MAP.ascend(
                    view,
                    Keys.of(found.first()),
                    (key, item) -> item.id().compareTo(last) <= 0 && items.add(item));
            put(view, DigestMaker.of(items));
            Volumes.removeIncluding(view, found.first());
        }
    }

    /// The records up to the id were removed in this transaction.
    static void removeUpTo(WriteView view, String id) {
        Volumes.removeUpTo(view, id);
        List<byte[]> gone = new ArrayList<>();
        view.ascend(
                MAP,
                new byte[0],
                (key, value) -> {
                    boolean goes = found(view, key, value).last().compareTo(id) <= 0;
                    if (goes) {
                        gone.add(key);
                    }
                    return goes;
                });
        gone.forEach(key -> {
            view.delete(MAP, key);
            view.delete(COLUMNS, key);
            view.delete(IDS, key);
        });
    }

    /// Stops after the digest that is being made.
    @Override
    public void close() {
        closed = true;
        Thread maker = making.get();
        boolean interrupted = false;
        while (maker != null && maker.isAlive()) {
            try {
                maker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
