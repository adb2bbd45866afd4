package dev.syngate.requestlog;

import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What filters look at of some hundred requests, whose ids follow each other in the log. It is
/// kept column by column, each name once, so that most of a search reads a few bytes a request. For
/// one thread: columns are unpacked when they are first looked at.
final class Digest {
    private static final int SECONDS = 0;
    private static final int STATUS = 1;
    private static final int DURATION = 2;
    private static final int FIRST = 3;
    private static final int CHARGED = 4;
    private static final int TOKENS = 5;
    private static final int FLAGS = 6;

    /// From here on columns hold the numbers of names.
    private static final int ACCOUNT = 7;

    private static final int GROUP = 8;
    private static final int KEY = 9;
    private static final int KEY_NAME = 10;
    private static final int ENDPOINT = 11;
    private static final int MODEL = 12;
    private static final int PROVIDER = 13;
    private static final int ERROR = 14;
    private static final int USER_AGENT = 15;
    private static final int COLUMNS = 16;

    private static final int STREAM = 1;
    private static final int FELL_BACK = 2;
    private static final int REASONING = 4;
    private static final int CACHED = 8;
    private static final int ESTIMATED = 16;

    private final int size;
    private final List<String> names;
    private final byte[][] packed;
    private final @Nullable Column[] columns = new @Nullable Column[COLUMNS];
    private final Supplier<byte[]> packedIds;
    private @Nullable List<String> ids;

    @SuppressWarnings("ArrayRecordComponent")
    private record Column(long[] values) {}

    private Digest(int size, List<String> names, byte[][] packed, Supplier<byte[]> packedIds) {
        this.size = size;
        this.names = names;
        this.packed = packed;
        this.packedIds = packedIds;
    }

    /// A digest of the records.
    ///
    /// @param items in the order of their ids; at least one
    static Digest of(List<RequestRecord> items) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        RecordWriter[] writers = new RecordWriter[COLUMNS];
        for (int column = 0; column < COLUMNS; column++) {
            writers[column] = new RecordWriter();
        }
        RecordWriter ids = new RecordWriter();
        for (RequestRecord item : items) {
            ids.text(item.id());
            long[] numbersOf = numbers(item);
            for (int column = 0; column < ACCOUNT; column++) {
                writers[column].number(numbersOf[column]);
            }
            @Nullable String[] namesOf = names(item);
            for (int i = 0; i < namesOf.length; i++) {
                writers[ACCOUNT + i].number(number(namesOf[i], numbers, names));
            }
        }
        byte[][] packed = new byte[COLUMNS][];
        for (int column = 0; column < COLUMNS; column++) {
            packed[column] = writers[column].toBytes();
        }
        byte[] packedIds = ids.toBytes();
        return new Digest(items.size(), names, packed, () -> packedIds);
    }

    private static long[] numbers(RequestRecord item) {
        int flags =
                (item.stream() ? STREAM : 0)
                        | (item.fellBack() ? FELL_BACK : 0)
                        | (item.hasReasoning() ? REASONING : 0)
                        | (item.hasCached() ? CACHED : 0)
                        | (item.isEstimated() ? ESTIMATED : 0);
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
    private static int number(
            @Nullable String name, Map<String, Integer> numbers, List<String> names) {
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

    int size() {
        return size;
    }

    /// When the newest of them arrived, in seconds since the epoch.
    long lastSecond() {
        return column(SECONDS)[size - 1];
    }

    List<String> ids() {
        List<String> known = ids;
        if (known == null) {
            known = new ArrayList<>(size);
            RecordReader reader = new RecordReader(packedIds.get(), 0);
            for (int i = 0; i < size; i++) {
                known.add(reader.text());
            }
            ids = known;
        }
        return known;
    }

    /// How many have ids below that one.
    int sizeBelow(String id) {
        int found = Collections.binarySearch(ids(), id);
        return found < 0 ? -found - 1 : found;
    }

    /// The requests one after the other: the same object at another place.
    Row row() {
        return new Row();
    }

    private long[] column(int number) {
        Column known = columns[number];
        if (known == null) {
            known = new Column(new long[size]);
            RecordReader reader = new RecordReader(packed[number], 0);
            for (int i = 0; i < size; i++) {
                known.values()[i] = reader.number();
            }
            columns[number] = known;
        }
        return known.values();
    }

    void write(RecordWriter writer) {
        writer.number(size).number(names.size());
        names.forEach(writer::text);
        for (byte[] column : packed) {
            writer.bytes(column);
        }
    }

    byte[] packedIds() {
        return packedIds.get();
    }

    /// @param ids finds what [#packedIds] was; asked only where ids are looked at
    static Digest read(RecordReader reader, Supplier<byte[]> ids) {
        int size = (int) reader.number();
        int count = (int) reader.number();
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(reader.text());
        }
        byte[][] packed = new byte[COLUMNS][];
        for (int column = 0; column < COLUMNS; column++) {
            packed[column] = reader.bytes();
        }
        return new Digest(size, names, packed, ids);
    }

    /// One of the requests.
    final class Row implements RequestFacts {
        private int at;

        void moveTo(int place) {
            at = place;
        }

        /// When it arrived, in seconds since the epoch.
        long second() {
            return column(SECONDS)[at];
        }

        private @Nullable String name(int column) {
            int number = (int) column(column)[at];
            return number == 0 ? null : names.get(number - 1);
        }

        private String known(int column) {
            return Objects.requireNonNull(name(column));
        }

        private boolean flag(int flag) {
            return (column(FLAGS)[at] & flag) != 0;
        }

        @Override
        public String id() {
            return ids().get(at);
        }

        @Override
        public String account() {
            return known(ACCOUNT);
        }

        @Override
        public String group() {
            return known(GROUP);
        }

        @Override
        public String key() {
            return known(KEY);
        }

        @Override
        public String keyName() {
            return known(KEY_NAME);
        }

        @Override
        public String endpoint() {
            return known(ENDPOINT);
        }

        @Override
        public String model() {
            return known(MODEL);
        }

        @Override
        public @Nullable String provider() {
            return name(PROVIDER);
        }

        @Override
        public @Nullable String error() {
            return name(ERROR);
        }

        @Override
        public String userAgent() {
            return known(USER_AGENT);
        }

        @Override
        public int status() {
            return (int) column(STATUS)[at];
        }

        @Override
        public long durationMillis() {
            return column(DURATION)[at];
        }

        @Override
        public long firstMillis() {
            return column(FIRST)[at];
        }

        @Override
        public long chargedPicos() {
            return column(CHARGED)[at];
        }

        @Override
        public long tokens() {
            return column(TOKENS)[at];
        }

        @Override
        public boolean stream() {
            return flag(STREAM);
        }

        @Override
        public boolean fellBack() {
            return flag(FELL_BACK);
        }

        @Override
        public boolean hasReasoning() {
            return flag(REASONING);
        }

        @Override
        public boolean hasCached() {
            return flag(CACHED);
        }

        @Override
        public boolean isEstimated() {
            return flag(ESTIMATED);
        }
    }
}
