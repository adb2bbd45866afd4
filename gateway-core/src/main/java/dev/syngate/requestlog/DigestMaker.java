package dev.syngate.requestlog;

import dev.syngate.store.RecordWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a digest together: of records, or of smaller digests. For one thread.
final class DigestMaker {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final long[] least = new long[Digest.ACCOUNT];
    private final long[] greatest = new long[Digest.ACCOUNT];
    private final RecordWriter[] writers = new RecordWriter[Digest.COLUMNS];
    private final DigestIds.Packer ids;

    /// @param idsOfAPiece how many ids are stored together
    DigestMaker(int idsOfAPiece) {
        ids = new DigestIds.Packer(idsOfAPiece);
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(greatest, Long.MIN_VALUE);
        Arrays.setAll(writers, column -> new RecordWriter());
    }

    /// A digest of the records.
    ///
    /// @param items in the order of their ids; at least one
    static DigestMaker of(List<RequestRecord> items) {
        DigestMaker maker = new DigestMaker(Integer.MAX_VALUE);
        items.forEach(maker::add);
        return maker;
    }

    private void add(RequestRecord item) {
        long[] numbersOf = numbers(item);
        for (int column = 0; column < Digest.ACCOUNT; column++) {
            writers[column].number(numbersOf[column]);
        }
        @Nullable String[] namesOf = names(item);
        for (int i = 0; i < namesOf.length; i++) {
            writers[Digest.ACCOUNT + i].number(number(namesOf[i]));
        }
        ids.add(item.id());
        widen(numbersOf, numbersOf);
    }

    /// Adds all requests of the digest, which follow those that were added before.
    void add(Digest digest) {
        Digest.Head head = digest.head();
        int[] renamed = new int[head.names().size() + 1];
        for (int number = 1; number < renamed.length; number++) {
            renamed[number] = number(digest.name(number));
        }
        for (int column = 0; column < Digest.COLUMNS; column++) {
            boolean named = column >= Digest.ACCOUNT;
            for (long value : digest.column(column)) {
                writers[column].number(named ? renamed[(int) value] : value);
            }
        }
        for (int row = 0; row < digest.size(); row++) {
            ids.add(digest.id(row));
        }
        widen(head.least(), head.greatest());
    }

    private void widen(long[] leastOf, long[] greatestOf) {
        for (int column = 0; column < Digest.ACCOUNT; column++) {
            least[column] = Math.min(least[column], leastOf[column]);
            greatest[column] = Math.max(greatest[column], greatestOf[column]);
        }
    }

    Digest.Head head() {
        return new Digest.Head(ids.last(), ids.count(), names, least, greatest);
    }

    byte[] column(int number) {
        return writers[number].toBytes();
    }

    /// In their order.
    DigestIds.Packer ids() {
        return ids;
    }

    private static long[] numbers(RequestRecord item) {
        int flags =
                (item.stream() ? Digest.STREAM : 0)
                        | (item.fellBack() ? Digest.FELL_BACK : 0)
                        | (item.hasReasoning() ? Digest.REASONING : 0)
                        | (item.hasCached() ? Digest.CACHED : 0)
                        | (item.isEstimated() ? Digest.ESTIMATED : 0);
        return new long[] {
            item.time().getEpochSecond(),
            item.status(),
            item.durationMillis(),
            item.firstMillis(),
            item.chargedPicos(),
            item.tokens(),
            flags
        };
    }

    private static @Nullable String[] names(RequestRecord item) {
        return new @Nullable String[] {
            item.account(),
            item.group(),
            item.key(),
            item.keyName(),
            item.endpoint(),
            item.model(),
            item.provider(),
            item.error(),
            item.userAgent()
        };
    }

    /// 0 is no name.
    private int number(@Nullable String name) {
        if (name == null) {
            return 0;
        }
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        names.add(name);
        numbers.put(name, names.size());
        return names.size();
    }
}
