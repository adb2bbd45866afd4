package dev.syngate.requestlog;

import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One look through the log, from the newest to the oldest: through the digests where there are
/// some, through the records themselves where there are none. Used once, in one view.
final class RequestSearch {
    /// How many requests of a digest are looked at in the time that a record takes.
    private static final int DIGESTED_AS_ONE = 64;

    private final ReadView view;
    private final RequestFilter filter;
    private final int limit;
    private final List<RequestRecord> found = new ArrayList<>();
    private int left;
    private @Nullable String next;
    private @Nullable Instant back;

    /// @param limit how many to find
    /// @param most how many records to look at
    RequestSearch(ReadView view, RequestFilter filter, int limit, int most) {
        this.view = view;
        this.filter = filter;
        this.limit = limit;
        this.left = most;
    }

    RequestLog.Found run(@Nullable String before) {
        String at = before;
        boolean goesOn = true;
        while (goesOn) {
            Digests.Found digested = Digests.widestBelow(view, at);
            goesOn = readRecords(at, digested == null ? null : digested.last());
            if (digested == null) {
                break;
            }
            goesOn = goesOn && readDigest(digested, at);
            at = digested.first();
        }
        return new RequestLog.Found(found, next, back);
    }

    /// Looks at the records below one id and above the other; answers whether to go on.
    private boolean readRecords(@Nullable String before, @Nullable String downTo) {
        boolean[] goesOn = {true};
        RequestLog.MAP.descend(
                view,
                before == null ? null : Keys.of(before),
                (key, item) -> {
                    if (downTo != null && item.id().compareTo(downTo) <= 0) {
                        return false;
                    }
                    goesOn[0] = !item.time().isBefore(filter.since()) && take(item);
                    return goesOn[0];
                });
        return goesOn[0];
    }

    /// Looks at a record; answers whether to go on.
    private boolean take(RequestRecord item) {
        if (filter.test(item)) {
            found.add(item);
        }
        left--;
        return goesOnAfter(item.id(), item.time());
    }

    private boolean goesOnAfter(String id, Instant time) {
        if (found.size() < limit && left > 0) {
            return true;
        }
        next = id;
        back = time;
        return false;
    }

    private boolean readDigest(Digests.Found digested, @Nullable String before) {
        Digest digest = digested.digest();
        if (digest.greatest(Digest.SECONDS) < filter.since().getEpochSecond()) {
            return false;
        }
        left -= digest.size() / DIGESTED_AS_ONE;
        return readRows(digested, before)
                && goesOnAfter(
                        digested.first(), Instant.ofEpochSecond(digest.least(Digest.SECONDS)));
    }

    private boolean readRows(Digests.Found digested, @Nullable String before) {
        Digest digest = digested.digest();
        BitSet passing = filter.passing(digest);
        if (before != null && before.compareTo(digested.last()) <= 0 && !passing.isEmpty()) {
            passing.clear(digest.sizeBelow(before), digest.size());
        }
        for (int i = passing.length() - 1; i >= 0; i = passing.previousSetBit(i - 1)) {
            RequestRecord item = RequestLog.find(view, digest.id(i));
            if (item != null && !take(item)) {
                return false;
            }
        }
        return true;
    }
}
