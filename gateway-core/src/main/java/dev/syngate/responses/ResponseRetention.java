package dev.syngate.responses;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;

/// How long responses are kept, as it was chosen for this data directory. Safe for any thread.
public final class ResponseRetention {
    /// The store's map that holds the choice.
    public static final RecordMap<Limits> MAP = new RecordMap<>("response-retention", Limits.class);

    private static final String CHOSEN = "chosen";
    private final CachedMap<Limits> chosen;

    public ResponseRetention(Store store) {
        chosen = new CachedMap<>(store, MAP);
    }

    /// Whichever limit is reached first removes the oldest; none that is larger than the largest is
    /// kept.
    ///
    /// @param days the age limit, 1 to 36,500
    /// @param responses how many, 1 to 1,000,000
    /// @param mebibytes of all that are kept here, 1 to 100,000
    /// @param largest mebibytes of one, with all that led to it, 1 to 64, and no more than of all
    public record Limits(int days, int responses, int mebibytes, int largest) {
        public static final Limits USUAL = new Limits(30, 10_000, 256, 8);
        private static final int LONGEST = 36_500;
        private static final int MOST = 1_000_000;
        private static final int ROOM = 100_000;
        private static final int LARGEST = 64;
        private static final int SHIFT = 20;

        public Limits {
            if (days < 1 || days > LONGEST) {
                throw new IllegalArgumentException("responses are kept for 1 to 36500 days");
            }
            if (responses < 1 || responses > MOST) {
                throw new IllegalArgumentException("1 to 1000000 responses are kept");
            }
            if (mebibytes < 1 || mebibytes > ROOM) {
                throw new IllegalArgumentException("1 to 100000 MiB of responses are kept");
            }
            if (largest < 1 || largest > Math.min(LARGEST, mebibytes)) {
                throw new IllegalArgumentException(
                        "the largest response is 1 to 64 MiB, and no more than all together");
            }
        }

        long bytes() {
            return (long) mebibytes << SHIFT;
        }

        long largestBytes() {
            return (long) largest << SHIFT;
        }
    }

    public Limits get() {
        Limits found = chosen.get(CHOSEN);
        return found == null ? Limits.USUAL : found;
    }

    /// Takes effect with the next response, and with the next sweep.
    public void set(Limits limits) {
        chosen.put(CHOSEN, limits);
    }
}
