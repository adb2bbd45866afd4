package dev.syngate.routing;

import java.time.Duration;

/// Calls and failures of the last minute, in slices of ten seconds. Guarded by its owner.
final class FailureRate {
    private static final int SLICES = 6;
    private static final long SLICE_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final int FEWEST_CALLS = 10;
    private final long[] slices = new long[SLICES];
    private final int[] calls = new int[SLICES];
    private final int[] failures = new int[SLICES];

    void add(long now, boolean failed) {
        long slice = now / SLICE_MILLIS;
        int at = (int) (slice % SLICES);
        if (slices[at] != slice) {
            slices[at] = slice;
            calls[at] = 0;
            failures[at] = 0;
        }
        calls[at]++;
        failures[at] += failed ? 1 : 0;
    }

    /// Whether over half of at least ten calls failed.
    boolean isMostlyFailing(long now) {
        long oldest = now / SLICE_MILLIS - SLICES + 1;
        int all = 0;
        int failed = 0;
        for (int at = 0; at < SLICES; at++) {
            if (slices[at] >= oldest) {
                all += calls[at];
                failed += failures[at];
            }
        }
        return all >= FEWEST_CALLS && 2 * failed > all;
    }

    void clear() {
        for (int at = 0; at < SLICES; at++) {
            calls[at] = 0;
            failures[at] = 0;
        }
    }
}
