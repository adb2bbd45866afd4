package dev.syngate.usage;

import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordMap;

/// Reads the rows of the roll-ups. Their keys are the number of the period, then the dimensions.
final class Rows {
    private Rows() {}

    /// Sees one row.
    @FunctionalInterface
    interface Visitor {
        void visit(int period, Dimensions of, Totals totals);
    }

    /// Walks the rows of the periods from the first up to, not including, the end.
    static void ascend(ReadView view, RecordMap<Totals> map, int first, int end, Visitor visitor) {
        map.ascend(
                view,
                Keys.of(first, new byte[0]),
                (key, totals) -> {
                    int period = Keys.first(key);
                    if (period >= end) {
                        return false;
                    }
                    visitor.visit(period, Dimensions.read(key, Integer.BYTES), totals);
                    return true;
                });
    }

    /// The sum of all rows from the period on.
    static Totals sum(ReadView view, RecordMap<Totals> map, int first) {
        Totals[] sum = {Totals.NONE};
        map.ascend(
                view,
                Keys.of(first, new byte[0]),
                (key, totals) -> {
                    sum[0] = sum[0].plus(totals);
                    return true;
                });
        return sum[0];
    }

    /// The last day that is closed; -1 when none is.
    static int closedUpTo(ReadView view) {
        int[] day = {-1};
        view.descend(
                RollUps.DAYS.name(),
                null,
                (key, row) -> {
                    day[0] = Keys.first(key);
                    return false;
                });
        return day[0];
    }

    /// The first day from the given one on that has hours; the largest number when none has.
    static int firstDayWithHours(ReadView view, int from) {
        int[] day = {Integer.MAX_VALUE};
        view.ascend(
                RollUps.HOURS.name(),
                Keys.of(Period.firstHour(from), new byte[0]),
                (key, row) -> {
                    day[0] = Period.dayOf(Keys.first(key));
                    return false;
                });
        return day[0];
    }
}
