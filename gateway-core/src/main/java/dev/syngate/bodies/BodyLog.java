package dev.syngate.bodies;

import dev.syngate.bodies.BodyPolicy.Keep;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.secrets.Redaction;
import dev.syngate.secrets.Sealing;
import dev.syngate.store.CachedMap;
import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordMap;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The bodies that are kept, by request id, encrypted with the data directory's key file; and the
/// policy that says which. Safe for any thread.
public final class BodyLog {
    /// The store's map of the policy; one record.
    public static final RecordMap<BodyPolicy> POLICY =
            new RecordMap<>("body-policy", BodyPolicy.class);

    /// The store's map of bodies.
    public static final String MAP = "bodies";

    /// The store's map of how much they take; one record.
    public static final RecordMap<Total> TOTALS = new RecordMap<>("bodies-total", Total.class);

    private static final Logger LOG = System.getLogger(BodyLog.class.getName());
    private static final String CHOSEN = "chosen";
    private static final byte[] ALL = Keys.of("all");
    private static final int FORM = 1;
    private static final int LARGEST_BATCH = 200;
    private static final long MEBIBYTE = 1 << 20;

    private final Store store;
    private final Sealing sealing;
    private final CachedMap<BodyPolicy> policy;

    public BodyLog(Store store, Sealing sealing) {
        this.store = store;
        this.sealing = sealing;
        this.policy = new CachedMap<>(store, POLICY);
    }

    /// How much the kept bodies take in the store.
    public record Total(long bodies, long bytes) {
        static final Total NOTHING = new Total(0, 0);

        private Total plus(int count, long more) {
            return new Total(Math.max(0, bodies + count), Math.max(0, bytes + more));
        }
    }

    public BodyPolicy policy() {
        BodyPolicy chosen = policy.get(CHOSEN);
        return chosen == null ? BodyPolicy.DEFAULT : chosen;
    }

    /// Takes effect with the next call.
    public void set(BodyPolicy chosen) {
        policy.put(CHOSEN, chosen);
    }

    /// Sets the rule of one key.
    ///
    /// @param rule null: the key has none of its own any more
    public void setRule(String key, @Nullable Keep rule) {
        set(policy().with(key, rule));
    }

    /// Keeps what was said in the call, some time after this returns.
    public void add(String id, Instant time, KeptBodies bodies) {
        KeptBodies clean =
                new KeptBodies(
                        bodies.requestType(),
                        Redaction.ofBody(bodies.request()),
                        bodies.isRequestCut(),
                        bodies.responseType(),
                        Redaction.ofBody(bodies.response()),
                        bodies.isResponseCut());
        byte[] value =
                new RecordWriter()
                        .octet(FORM)
                        .number(time.getEpochSecond())
                        .bytes(sealing.seal(name(id), KeptBodiesCodec.packed(clean)))
                        .toBytes();
        store.write(view -> put(view, id, value))
                .exceptionally(failure -> {
                    LOG.log(Level.WARNING, "the bodies of " + id + " could not be kept", failure);
                    return false;
                });
    }

    private static String name(String id) {
        return "body of " + id;
    }

    private static boolean put(WriteView view, String id, byte[] value) {
        view.put(MAP, Keys.of(id), value);
        count(view, 1, value.length);
        return true;
    }

    private static void count(WriteView view, int bodies, long bytes) {
        TOTALS.change(view, ALL, Total.NOTHING, total -> total.plus(bodies, bytes));
    }

    /// What was said in the request, if it is kept.
    ///
    /// @throws RefusedException when they were kept with another key, as after some restores
    public Optional<KeptBodies> find(String id) {
        byte[] value = store.read(view -> view.get(MAP, Keys.of(id)));
        if (value == null) {
            return Optional.empty();
        }
        RecordReader reader = new RecordReader(value, 1);
        reader.number();
        return Optional.of(KeptBodiesCodec.unpacked(opened(id, reader.bytes())));
    }

    private byte[] opened(String id, byte[] sealed) {
        try {
            return sealing.open(name(id), sealed);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the bodies of {0} were kept with another key", id);
            throw new RefusedException(
                    Refusal.of(
                            ErrorCode.CONFLICT,
                            "What was said in this request was kept with a key that is gone, so it can't be read any more."));
        }
    }

    public boolean has(String id) {
        return store.read(view -> view.get(MAP, Keys.of(id)) != null);
    }

    public Total total() {
        return store.read(BodyLog::total);
    }

    private static Total total(ReadView view) {
        Total known = TOTALS.get(view, ALL);
        return known == null ? Total.NOTHING : known;
    }

    /// Removes the oldest bodies for good: those of before the instant, those of requests whose
    /// records were removed, and those beyond the size that the policy allows.
    ///
    /// @param upTo an id up to which there are no records any more
    /// @param atMost how many to remove in one transaction
    /// @return how many were removed
    public int removeOldest(Instant before, String upTo, int atMost) {
        long surplus = total().bytes() - policy().mebibytes() * MEBIBYTE;
        long[] freed = {0};
        return remove(
                atMost,
                (id, value) -> {
                    boolean goes =
                            freed[0] < surplus
                                    || id.compareTo(upTo) <= 0
                                    || new RecordReader(value, 1).number()
                                            < before.getEpochSecond();
                    freed[0] += value.length;
                    return goes;
                });
    }

    /// Removes all bodies for good.
    ///
    /// @return how many there were
    public int clear() {
        int removed = 0;
        int batch;
        do {
            batch = remove(LARGEST_BATCH, (id, value) -> true);
            removed += batch;
        } while (batch > 0);
        return removed;
    }

    /// Removes from the oldest on while they pass.
    private int remove(int atMost, BiPredicate<String, byte[]> passes) {
        List<byte[]> gone = new ArrayList<>();
        long[] bytes = {0};
        store.read(view -> {
            view.ascend(
                    MAP,
                    new byte[0],
                    (key, value) -> {
                        boolean goes = passes.test(Keys.text(key), value);
                        if (goes) {
                            gone.add(key);
                            bytes[0] += value.length;
                        }
                        return goes && gone.size() < atMost;
                    });
            return true;
        });
        if (!gone.isEmpty()) {
            store.writeNow(view -> {
                gone.forEach(key -> view.delete(MAP, key));
                count(view, -gone.size(), -bytes[0]);
                return true;
            });
        }
        return gone.size();
    }
}
