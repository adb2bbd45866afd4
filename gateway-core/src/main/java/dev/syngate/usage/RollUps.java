package dev.syngate.usage;

import dev.syngate.requestlog.RequestRecord;
import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Sums of requests per hour and per day of their arrival, as the machine's clock showed them then:
/// one row for each combination of key, model, account, provider and group.
///
/// The row of the hour changes in the transaction that writes the request's record. A day gets its
/// rows, all at once, when it is over and closed; until then its hours stand for it, and whatever
/// still comes in for a closed day changes both. So the sums are at any moment those of all records
/// that were ever written. Safe for any thread.
public final class RollUps {
    /// The store's map of hours.
    public static final RecordMap<Totals> HOURS =
            new RecordMap<>("usage-hours", Totals.class, new TotalsCodec());

    /// The store's map of closed days.
    public static final RecordMap<Totals> DAYS =
            new RecordMap<>("usage-days", Totals.class, new TotalsCodec());

    private static final String CLOSED = "usage closed up to";

    private final Store store;
    private final InstantSource clock;
    private final ZoneId zone;
    private Today today;

    /// @param zone whose hours and days are meant
    public RollUps(Store store, InstantSource clock, ZoneId zone) {
        this.zone = zone;
        this.store = store;
        this.clock = clock;
        int day = Period.DAY.of(clock.instant(), zone);
        this.today =
                new Today(day, store.read(view -> Rows.sum(view, HOURS, Period.firstHour(day))));
    }

    private record Today(int day, Totals totals) {}

    /// What is returned adds the request to its hour as part of a transaction.
    public Consumer<WriteView> adding(RequestRecord item) {
        return adding(item, zone);
    }

    /// Whose hours and days are counted.
    public ZoneId zone() {
        return zone;
    }

    /// @param zone whose hours and days are meant
    public static Consumer<WriteView> adding(RequestRecord item, ZoneId zone) {
        Totals one = Totals.of(item);
        byte[] dimensions = Dimensions.of(item).bytes();
        int day = Period.DAY.of(item.time(), zone);
        byte[] hour = Keys.of(Period.HOUR.of(item.time(), zone), dimensions);
        return view -> {
            HOURS.change(view, hour, Totals.NONE, one::plus);
            if (day <= closedUpTo(view)) {
                DAYS.change(view, Keys.of(day, dimensions), Totals.NONE, one::plus);
            }
        };
    }

    /// Counts a request that has become durable for [#today].
    public synchronized void count(RequestRecord item) {
        int day = Period.DAY.of(item.time(), zone);
        if (day > today.day()) {
            today = new Today(day, Totals.NONE);
        }
        if (day == today.day()) {
            today = new Today(day, today.totals().plus(Totals.of(item)));
        }
    }

    /// What was used since midnight.
    public synchronized Totals today() {
        return today.day() == Period.DAY.of(clock.instant(), zone) ? today.totals() : Totals.NONE;
    }

    /// Writes the rows of the oldest day that is over and not closed.
    ///
    /// @return whether there was one
    public boolean closeDay() {
        int today = Period.DAY.of(clock.instant(), zone);
        return store.writeNow(view -> {
            view.flush();
            int day = Rows.firstDayWithHours(view, closedUpTo(view) + 1);
            if (day >= today) {
                return false;
            }
            Map<Dimensions, Totals> rows = new HashMap<>();
            Rows.ascend(
                    view,
                    HOURS,
                    Period.firstHour(day),
                    Period.firstHour(day + 1),
                    (hour, of, totals) -> rows.merge(of, totals, Totals::plus));
            rows.forEach((of, totals) -> DAYS.put(view, Keys.of(day, of.bytes()), totals));
            view.remember(CLOSED, day);
            return true;
        });
    }

    /// Removes hours of closed days that ended before the instant; the days stay.
    ///
    /// @param atMost how many rows to remove in one transaction
    /// @return how many were removed
    public int removeHours(Instant before, int atMost) {
        int day = Period.DAY.of(before, zone);
        return store.writeNow(view -> {
            int end = Period.firstHour(Math.min(day, closedUpTo(view) + 1));
            List<byte[]> old = new ArrayList<>();
            HOURS.ascend(
                    view,
                    new byte[0],
                    (key, totals) -> Keys.first(key) < end && old.add(key) && old.size() < atMost);
            old.forEach(key -> HOURS.delete(view, key));
            return old.size();
        });
    }

    /// The totals of everything that was ever recorded, in the given view.
    public static Totals total(ReadView view) {
        return Rows.sum(view, DAYS, 0)
                .plus(Rows.sum(view, HOURS, Period.firstHour(Rows.closedUpTo(view) + 1)));
    }

    /// The last day that is closed; read once for all writes that are committed together.
    private static int closedUpTo(WriteView view) {
        if (view.remembered(CLOSED) instanceof Integer known) {
            return known;
        }
        int found = Rows.closedUpTo(view);
        view.remember(CLOSED, found);
        return found;
    }
}
