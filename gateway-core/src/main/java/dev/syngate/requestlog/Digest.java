package dev.syngate.requestlog;

import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What filters look at of some hundred requests, whose ids follow each other in the log. Its head
/// holds each name once and the bounds of each number, which rules most digests out; behind it the
/// requests stand column by column, so that the rest of a search reads a few bytes a request. For
/// one thread: columns and ids are read when they are first looked at.
final class Digest {
    static final int SECONDS = 0;
    static final int STATUS = 1;
    static final int DURATION = 2;
    static final int FIRST = 3;
    static final int CHARGED = 4;
    static final int TOKENS = 5;
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

    private final Head head;
    private final Supplier<byte[]> packedColumns;
    private final Supplier<byte[]> packedIds;
    private final @Nullable Column[] columns = new @Nullable Column[COLUMNS];
    private @Nullable List<byte[]> packed;
    private @Nullable List<String> ids;

    /// What is known of all the requests together.
    ///
    /// @param last the id of the newest
    /// @param names each once; their numbers begin with 1
    /// @param least of each column of numbers
    /// @param greatest of each column of numbers
    @SuppressWarnings("ArrayRecordComponent")
    record Head(String last, int size, List<String> names, long[] least, long[] greatest) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Column(long[] values) {}

    /// @param packedColumns finds the columns, as they were packed
    /// @param packedIds finds the ids, as they were packed
    Digest(Head head, Supplier<byte[]> packedColumns, Supplier<byte[]> packedIds) {
        this.head = head;
        this.packedColumns = packedColumns;
        this.packedIds = packedIds;
    }

    /// A digest of the records.
    ///
    /// @param items in the order of their ids; at least one
    static Digest of(List<RequestRecord> items) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        long[] least = numbers(items.getFirst());
        long[] greatest = least.clone();
        RecordWriter[] writers = new RecordWriter[COLUMNS];
        Arrays.setAll(writers, column -> new RecordWriter());
        RecordWriter ids = new RecordWriter();
        for (RequestRecord item : items) {
            ids.text(item.id());
            long[] numbersOf = numbers(item);
            for (int column = 0; column < ACCOUNT; column++) {
                writers[column].number(numbersOf[column]);
                least[column] = Math.min(least[column], numbersOf[column]);
                greatest[column] = Math.max(greatest[column], numbersOf[column]);
            }
            @Nullable String[] namesOf = names(item);
            for (int i = 0; i < namesOf.length; i++) {
                writers[ACCOUNT + i].number(number(namesOf[i], numbers, names));
            }
        }
        RecordWriter columns = new RecordWriter();
        for (RecordWriter writer : writers) {
            columns.bytes(writer.toBytes());
        }
        Head head = new Head(items.getLast().id(), items.size(), names, least, greatest);
        return new Digest(head, columns::toBytes, ids::toBytes);
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

    Head head() {
        return head;
    }

    byte[] packedColumns() {
        return packedColumns.get();
    }

    byte[] packedIds() {
        return packedIds.get();
    }

    int size() {
        return head.size();
    }

    /// Whether a name of the requests passes, whatever it is the name of.
    boolean hasName(Predicate<String> passes) {
        return head.names().stream().anyMatch(passes);
    }

    /// The least number of the column.
    long least(int column) {
        return head.least()[column];
    }

    /// The greatest number of the column.
    long greatest(int column) {
        return head.greatest()[column];
    }

    List<String> ids() {
        List<String> known = ids;
        if (known == null) {
            known = new ArrayList<>(size());
            RecordReader reader = new RecordReader(packedIds.get(), 0);
            for (int i = 0; i < size(); i++) {
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
            known = new Column(new long[size()]);
            RecordReader reader = new RecordReader(packed().get(number), 0);
            for (int i = 0; i < size(); i++) {
                known.values()[i] = reader.number();
            }
            columns[number] = known;
        }
        return known.values();
    }

    private List<byte[]> packed() {
        List<byte[]> known = packed;
        if (known == null) {
            known = new ArrayList<>(COLUMNS);
            RecordReader reader = new RecordReader(packedColumns.get(), 0);
            for (int column = 0; column < COLUMNS; column++) {
                known.add(reader.bytes());
            }
            packed = known;
        }
        return known;
    }

    static void write(Head head, RecordWriter writer) {
        writer.text(head.last()).number(head.size()).number(head.names().size());
        head.names().forEach(writer::text);
        for (int column = 0; column < ACCOUNT; column++) {
            writer.number(head.least()[column]).number(head.greatest()[column]);
        }
    }

    static Head readHead(RecordReader reader) {
        String last = reader.text();
        int size = (int) reader.number();
        int count = (int) reader.number();
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(reader.text());
        }
        long[] least = new long[ACCOUNT];
        long[] greatest = new long[ACCOUNT];
        for (int column = 0; column < ACCOUNT; column++) {
            least[column] = reader.number();
            greatest[column] = reader.number();
        }
        return new Head(last, size, names, least, greatest);
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
            return number == 0 ? null : head.names().get(number - 1);
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
