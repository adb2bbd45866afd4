package dev.syngate.requestlog;

import java.util.ArrayList;
import java.util.List;

/// The ids of the requests that ended last, in the order of their ends. Guarded by its monitor.
final class LatelyEnded {
    private static final int MOST = 4096;
    private final String[] ids = new String[MOST];
    private long count;

    synchronized void add(String id) {
        ids[(int) (count % MOST)] = id;
        count++;
    }

    /// How many requests have ended since the log was opened.
    synchronized long count() {
        return count;
    }

    /// Some of them.
    ///
    /// @param position how many had ended when the last of these had
    record Part(long position, List<String> ids) {}

    /// Those that ended after the position, the first to end first, as far as they are known.
    /// A position of before the log was opened anew is taken for its beginning.
    synchronized Part after(long position) {
        List<String> after = new ArrayList<>();
        long from = position > count ? 0 : position;
        for (long i = Math.max(from, count - MOST); i < count; i++) {
            after.add(ids[(int) (i % MOST)]);
        }
        return new Part(count, after);
    }
}
