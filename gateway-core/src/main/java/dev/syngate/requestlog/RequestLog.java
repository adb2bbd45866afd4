package dev.syngate.requestlog;

import dev.syngate.store.Change;
import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The request records by id, which is the order in which the requests arrived. Safe for any
/// thread.
public final class RequestLog implements AutoCloseable {
    /// The store's map of records, by request id.
    public static final RecordMap<RequestRecord> MAP =
            new RecordMap<>("requests", RequestRecord.class, new RequestRecordCodec());

    /// The store's map of what retention has removed; one record.
    public static final RecordMap<Removed> REMOVED =
            new RecordMap<>("requests-removed", Removed.class);

    /// The store's map of what makes searches fast.
    public static final String DIGESTS = Digests.MAP;

    /// The store's map of their columns.
    public static final String DIGEST_COLUMNS = Digests.COLUMNS;

    /// The store's map of the ids in them.
    public static final String DIGEST_IDS = Digests.IDS;

    /// The store's map of many digests as one.
    public static final String VOLUMES = Volumes.MAP;

    /// The store's map of what stands in them.
    public static final String VOLUME_PARTS = Volumes.PARTS;

    private static final byte[] TOTAL = Keys.of("total");
    private static final int DIGESTED = 1024;
    private static final int DIGESTS_OF_A_VOLUME = 64;

    /// Above every id.
    private static final String END = "~";

    private final Store store;
    private final LatelyEnded ended = new LatelyEnded();
    private final Digests digests;

    /// A log to which nobody writes out of order for long.
    public RequestLog(Store store) {
        this(store, DIGESTED, DIGESTS_OF_A_VOLUME, () -> END);
    }

    /// @param oldestRunning the id of the request that runs for longest; null: none does
    public RequestLog(Store store, Supplier<@Nullable String> oldestRunning) {
        this(
                store,
                DIGESTED,
                DIGESTS_OF_A_VOLUME,
                () -> Objects.requireNonNullElse(oldestRunning.get(), END));
    }

    RequestLog(Store store, int digested, int digests, Supplier<String> settledBelow) {
        this.store = store;
        this.digests = new Digests(store, digested, digests, settledBelow);
        store.subscribe(MAP.name(), this::follow);
    }

    private void follow(Change change) {
        if (change.value() != null) {
            ended.add(Keys.text(change.key()));
            digests.written();
        }
    }

    /// Prepares all that has ended for fast searches, now instead of some time later.
    public void digest() {
        while (digests.makeOne() || digests.makeVolume()) {}
    }

    @Override
    public void close() {
        digests.close();
    }

    /// Requests that ended, whenever they arrived.
    ///
    /// @param position where to go on
    /// @param requests the first to end first
    public record Ended(long position, List<RequestRecord> requests) {}

    /// What ended since an earlier look, as far as it is remembered: about the last four thousand.
    ///
    /// @param position what the earlier look said; null: nothing ended yet, tell where to begin
    public Ended endedAfter(@Nullable Long position) {
        // reading shows what has just been journalled, and tells this log of it
        return store.read(view -> {
            if (position == null) {
                return new Ended(ended.count(), List.of());
            }
            LatelyEnded.Part lately = ended.after(position);
            List<RequestRecord> found =
                    lately.ids().stream()
                            .map(id -> find(view, id))
                            .filter(Objects::nonNull)
                            .toList();
            return new Ended(lately.position(), found);
        });
    }

    /// What retention has removed so far.
    ///
    /// @param upTo no record above this id was removed
    public record Removed(String upTo, long records) {
        private static final Removed NOTHING = new Removed("", 0);

        /// Whether the record of this id may be missing for that reason.
        public boolean mayInclude(String id) {
            return id.compareTo(upTo) <= 0;
        }

        private Removed plus(List<String> ids) {
            String last = ids.getLast();
            return new Removed(mayInclude(last) ? upTo : last, records + ids.size());
        }
    }

    /// Encodes the record now; what is returned writes it as part of a transaction.
    public Addition adding(RequestRecord item) {
        return new Addition(item.id(), MAP.encoded(item), digests);
    }

    /// A record on its way into the log.
    public static final class Addition implements Consumer<WriteView> {
        private final String id;
        private final RecordMap.Encoded encoded;
        private final Digests digests;

        private Addition(String id, RecordMap.Encoded encoded, Digests digests) {
            this.id = id;
            this.encoded = encoded;
            this.digests = digests;
        }

        /// The record as [#MAP] decodes it.
        public byte[] bytes() {
            return encoded.value();
        }

        @Override
        public void accept(WriteView view) {
            encoded.put(view, Keys.of(id));
            digests.add(view, id);
        }
    }

    /// Records that match, the newest first.
    public List<RequestRecord> newest(int limit, Predicate<RequestRecord> filter) {
        return newest(limit, Instant.EPOCH, filter);
    }

    /// Records of requests that arrived since then and match, the newest first.
    public List<RequestRecord> newest(int limit, Instant since, Predicate<RequestRecord> filter) {
        Instant oldest = since.truncatedTo(ChronoUnit.MILLIS);
        List<RequestRecord> found = new ArrayList<>();
        store.read(view -> {
            MAP.descend(
                    view,
                    null,
                    (key, item) -> {
                        if (!item.time().isBefore(since) && filter.test(item)) {
                            found.add(item);
                        }
                        return found.size() < limit && !item.time().isBefore(oldest);
                    });
            return true;
        });
        return found;
    }

    /// What one look through the log found.
    ///
    /// @param requests the newest first
    /// @param next where the next look goes on; null: everything was looked at
    /// @param back how far back it looked; null: to the beginning
    public record Found(
            List<RequestRecord> requests, @Nullable String next, @Nullable Instant back) {}

    /// Looks for records that pass, from the newest before the given one on, until enough are found
    /// or looked at.
    ///
    /// @param before an id, or what an earlier look said; null: begin with the newest
    /// @param limit how many to find
    /// @param most how many records to look at; dozens of those that are digested count as one
    public Found search(RequestFilter filter, @Nullable String before, int limit, int most) {
        return store.read(view -> new RequestSearch(view, filter, limit, most).run(before));
    }

    /// The record with the request id.
    public Optional<RequestRecord> find(String id) {
        return Optional.ofNullable(store.read(view -> find(view, id)));
    }

    /// The record with the request id, in the given view.
    public static @Nullable RequestRecord find(ReadView view, String id) {
        return MAP.get(view, Keys.of(id));
    }

    /// What retention has removed.
    public Removed removedSoFar() {
        return store.read(RequestLog::removed);
    }

    /// What retention has removed, as of the given view.
    public static Removed removed(ReadView view) {
        Removed known = REMOVED.get(view, TOTAL);
        return known == null ? Removed.NOTHING : known;
    }

    /// Removes the oldest records for good: those that arrived before the instant, and those beyond
    /// the number to keep.
    ///
    /// @param atMost how many to remove in one transaction
    /// @return how many were removed
    public int removeOldest(Instant before, long keep, int atMost) {
        return store.writeNow(view -> {
            List<String> old =
                    oldest(view, before, Math.max(0, view.count(MAP.name()) - keep), atMost);
            if (!old.isEmpty()) {
                old.forEach(id -> MAP.delete(view, Keys.of(id)));
                Digests.removeUpTo(view, old.getLast());
                REMOVED.put(view, TOTAL, removed(view).plus(old));
            }
            return old.size();
        });
    }

    private static List<String> oldest(ReadView view, Instant before, long surplus, int atMost) {
        List<String> found = new ArrayList<>();
        MAP.ascend(
                view,
                new byte[0],
                (key, item) -> {
                    boolean goes = found.size() < surplus || item.time().isBefore(before);
                    if (goes) {
                        found.add(Keys.text(key));
                    }
                    return goes && found.size() < atMost;
                });
        return found;
    }
}
