package dev.syngate.store;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Which entries of the journal the maps have: all up to a number, and single ones above it that
/// went into the maps by themselves because they could not be journalled. It is kept in the maps,
/// in the transactions that apply the entries.
///
/// @param upTo the number that all entries up to are in the maps
/// @param alone the numbers of the others
record Applied(long upTo, Set<Long> alone) {
    /// The map of what is known of the journal.
    static final String MAP = "journal";

    private static final byte[] UP_TO = Keys.of("applied");

    /// Before the number of an entry.
    private static final byte[] ALONE = Keys.of("single:");

    static Applied read(ReadView view) {
        byte[] known = view.get(MAP, UP_TO);
        Set<Long> alone = new HashSet<>();
        view.ascend(
                MAP,
                ALONE,
                (key, value) -> {
                    boolean single = key.length == ALONE.length + Long.BYTES;
                    return single && alone.add(Keys.number(key));
                });
        return new Applied(known == null ? 0 : Keys.number(known), alone);
    }

    /// Says that the maps have the entries up to the number.
    static void mark(WriteView view, long number) {
        view.put(MAP, UP_TO, Keys.of(number));
    }

    /// Says that the maps have this entry.
    static void markAlone(WriteView view, long number) {
        view.put(MAP, key(number), new byte[0]);
    }

    /// Says that the maps have all entries that there are.
    void markAll(WriteView view, long last) {
        mark(view, last);
        alone.forEach(number -> view.delete(MAP, key(number)));
    }

    private static byte[] key(long number) {
        byte[] key = Arrays.copyOf(ALONE, ALONE.length + Long.BYTES);
        System.arraycopy(Keys.of(number), 0, key, ALONE.length, Long.BYTES);
        return key;
    }

    boolean has(long number) {
        return number <= upTo || alone.contains(number);
    }

    /// The highest number that is known.
    long last() {
        return alone.stream().mapToLong(Long::longValue).reduce(upTo, Math::max);
    }
}
