package dev.syngate.requestlog;

import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What filters look at of many requests, whose ids follow each other in the log. Its head holds
/// each name once and the bounds of each number, which rules most digests out; behind it the
/// requests stand column by column, so that the rest of a search reads a few bytes a request. For
/// one thread: each column is read when it is first looked at.
final class Digest {
    static final int SECONDS = 0;
    static final int STATUS = 1;
    static final int DURATION = 2;
    static final int FIRST = 3;
    static final int CHARGED = 4;
    static final int TOKENS = 5;
    static final int FLAGS = 6;

    /// From here on columns hold the numbers of names.
    static final int ACCOUNT = 7;

    static final int GROUP = 8;
    static final int KEY = 9;
    static final int KEY_NAME = 10;
    static final int ENDPOINT = 11;
    static final int MODEL = 12;
    static final int PROVIDER = 13;
    static final int ERROR = 14;
    static final int USER_AGENT = 15;

    static final int COLUMNS = 16;

    static final int STREAM = 1;
    static final int FELL_BACK = 2;
    static final int REASONING = 4;
    static final int CACHED = 8;
    static final int ESTIMATED = 16;

    private final Head head;
    private final IntFunction<byte[]> packed;
    private final DigestIds ids;

    /// Of those that were looked at; the others are empty.
    private final long[][] columns = new long[COLUMNS][0];

    /// What is known of all the requests together.
    ///
    /// @param last the id of the newest
    /// @param names each once; their numbers begin with 1
    /// @param least of each column of numbers
    /// @param greatest of each column of numbers
    @SuppressWarnings("ArrayRecordComponent")
    record Head(String last, int size, List<String> names, long[] least, long[] greatest) {
        void write(RecordWriter writer) {
            writer.text(last).number(size).number(names.size());
            names.forEach(writer::text);
            for (int column = 0; column < ACCOUNT; column++) {
                writer.number(least[column]).number(greatest[column]);
            }
        }

        static Head read(RecordReader reader) {
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
    }

    /// @param packed finds a column as it was packed
    Digest(Head head, IntFunction<byte[]> packed, DigestIds ids) {
        this.head = head;
        this.packed = packed;
        this.ids = ids;
    }

    Head head() {
        return head;
    }

    /// A column as it is stored.
    byte[] packed(int column) {
        return packed.apply(column);
    }

    int size() {
        return head.size();
    }

    /// All of its requests.
    BitSet all() {
        BitSet all = new BitSet(size());
        all.set(0, size());
        return all;
    }

    /// Whether a name of the requests passes, whatever it is the name of.
    boolean hasName(Predicate<String> passes) {
        return head.names().stream().anyMatch(passes);
    }

    /// Which names pass, by their numbers.
    boolean[] passing(Predicate<String> passes) {
        boolean[] passing = new boolean[head.names().size() + 1];
        for (int number = 1; number < passing.length; number++) {
            passing[number] = passes.test(head.names().get(number - 1));
        }
        return passing;
    }

    /// The name with the number; none has 0.
    @Nullable String name(int number) {
        return number == 0 ? null : head.names().get(number - 1);
    }

    /// The least number of the column.
    long least(int column) {
        return head.least()[column];
    }

    /// The greatest number of the column.
    long greatest(int column) {
        return head.greatest()[column];
    }

    /// A column's value of each request, oldest first: a number, or the number of a name.
    long[] column(int number) {
        if (columns[number].length == 0) {
            long[] values = new long[size()];
            new RecordReader(packed.apply(number), 0).numbers(values);
            columns[number] = values;
        }
        return columns[number];
    }

    /// Takes those of the rows away whose value in the column does not pass.
    void keep(BitSet rows, int column, LongPredicate passes) {
        long[] values = column(column);
        for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
            if (!passes.test(values[i])) {
                rows.clear(i);
            }
        }
    }

    String id(int row) {
        return ids.at(row);
    }

    /// How many have ids below that one.
    int sizeBelow(String id) {
        return ids.sizeBelow(id);
    }
}
