package dev.syngate.requestlog;

import dev.syngate.requestlog.Digests.Found;
import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Dozens of digests as one, each column by itself: a search through a million requests reads the
/// few columns that it asks for in some twenty long pieces, instead of all columns in a thousand
/// short ones. The digests stay: a volume is only a faster way to read them, given up when one of
/// them changes and made anew in the background.
final class Volumes {
    /// The store's map of volumes, by the id of their first request.
    static final String MAP = "request-volumes";

    /// The store's map of their columns and of pieces of their ids, by the same key and the part's
    /// number.
    static final String PARTS = "request-volume-parts";

    private static final int IDS_OF_A_PIECE = 1024;

    private static final int FORM = 1;

    /// With more names than that a volume is complete before it has all its digests.
    private static final int MANY_NAMES = 8_192;

    private final Store store;
    private final int digests;

    /// @param digests how many make a volume
    Volumes(Store store, int digests) {
        this.store = store;
        this.digests = digests;
    }

    /// The volume that includes the request's id; null: none does.
    static @Nullable Found including(ReadView view, String id) {
        Found[] found = new Found[1];
        view.descend(
                MAP,
                Keys.of(Digests.after(id)),
                (key, value) -> {
                    found[0] = found(view, key, value);
                    return false;
                });
        Found newest = found[0];
        return newest != null && newest.includes(id) ? newest : null;
    }

    private static Found found(ReadView view, byte[] key, byte[] value) {
        Digest.Head head = Digest.Head.read(new RecordReader(value, 1));
        IntFunction<byte[]> parts =
                part -> Objects.requireNonNull(view.get(PARTS, partKey(key, part)), "its part");
        DigestIds ids =
                new DigestIds(
                        piece -> parts.apply(Digest.COLUMNS + piece), head.size(), IDS_OF_A_PIECE);
        return new Found(Keys.text(key), new Digest(head, parts, ids));
    }

    private static byte[] partKey(byte[] key, int part) {
        return ByteBuffer.allocate(key.length + Short.BYTES)
                .put(key)
                .putShort((short) part)
                .array();
    }

    /// Makes the next volume, a column at a time, so that no commit is long; answers whether there
    /// may be another.
    ///
    /// @param unchanged whether the digests are what they were; asked on the store's thread
    boolean makeOne(BooleanSupplier unchanged) {
        DigestMaker made = store.read(this::next);
        if (made == null) {
            return false;
        }
        byte[] key = Keys.of(made.ids().first());
        List<byte[]> parts = new ArrayList<>();
        for (int column = 0; column < Digest.COLUMNS; column++) {
            parts.add(made.column(column));
        }
        parts.addAll(made.ids().pieces());
        for (int part = 0; part < parts.size(); part++) {
            put(partKey(key, part), parts.get(part));
        }
        RecordWriter head = new RecordWriter().octet(FORM);
        made.head().write(head);
        return store.writeNow(view -> {
            if (unchanged.getAsBoolean()) {
                view.put(MAP, key, head.toBytes());
                return true;
            }
            return false;
        });
    }

    private void put(byte[] partKey, byte[] part) {
        store.writeNow(view -> {
            view.put(PARTS, partKey, part);
            return true;
        });
    }

    /// The oldest digests that are in no volume, if they make one.
    private @Nullable DigestMaker next(ReadView view) {
        String from = firstOutside(view);
        int[] left = {ready(view, from)};
        if (left[0] == 0) {
            return null;
        }
        DigestMaker maker = new DigestMaker(IDS_OF_A_PIECE);
        Digests.upwards(
                view,
                from,
                one -> {
                    maker.add(one.digest());
                    return --left[0] > 0;
                });
        return maker;
    }

    /// How many digests make the next volume, as their heads tell; 0: there are not enough.
    private int ready(ReadView view, String from) {
        Set<String> names = new HashSet<>();
        int[] count = new int[1];
        boolean[] enough = new boolean[1];
        Digests.upwards(
                view,
                from,
                one -> {
                    if (count[0] > 0 && including(view, one.first()) != null) {
                        return false;
                    }
                    names.addAll(one.digest().head().names());
                    enough[0] = ++count[0] == digests || names.size() > MANY_NAMES;
                    return !enough[0];
                });
        return enough[0] ? count[0] : 0;
    }

    /// Where the oldest digest begins that is in no volume, or where the next one will.
    private static String firstOutside(ReadView view) {
        String from = "";
        while (true) {
            Found[] next = new Found[1];
            Digests.upwards(
                    view,
                    from,
                    one -> {
                        next[0] = one;
                        return false;
                    });
            Found volume = next[0] == null ? null : including(view, next[0].first());
            if (volume == null) {
                return from;
            }
            from = Digests.after(volume.last());
        }
    }

    /// A request of the digest that begins with the id was added.
    static void removeIncluding(WriteView view, String id) {
        Found volume = including(view, id);
        if (volume != null) {
            remove(view, volume);
        }
    }

    /// The records up to the id were removed in this transaction.
    static void removeUpTo(WriteView view, String id) {
        List<Found> gone = new ArrayList<>();
        view.ascend(
                MAP,
                new byte[0],
                (key, value) -> {
                    Found volume = found(view, key, value);
                    return volume.last().compareTo(id) <= 0 && gone.add(volume);
                });
        gone.forEach(volume -> remove(view, volume));
    }

    private static void remove(WriteView view, Found volume) {
        byte[] key = Keys.of(volume.first());
        view.delete(MAP, key);
        int pieces = Math.ceilDiv(volume.digest().size(), IDS_OF_A_PIECE);
        for (int part = 0; part < Digest.COLUMNS + pieces; part++) {
            view.delete(PARTS, partKey(key, part));
        }
    }
}
