package dev.syngate.usage;

import dev.syngate.store.ReadView;
import dev.syngate.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads usage from the roll-ups. Safe for any thread.
public final class UsageReport {
    /// Longer ranges are summed from closed days, with hours for the rest of the first day and for
    /// days that are not closed.
    private static final Duration HOURS_ONLY = Duration.ofDays(2);

    private static final Comparator<Row> DEAREST_FIRST =
            Comparator.comparing((Row row) -> row.totals().cost())
                    .thenComparingLong(row -> row.totals().requests())
                    .reversed()
                    .thenComparing(Row::of);
    private static final Comparator<Row> NEWEST_FIRST = Comparator.comparing(Row::of).reversed();

    private final Store store;
    private final InstantSource clock;
    private final ZoneId zone;

    /// @param zone whose hours and days are meant
    public UsageReport(Store store, InstantSource clock, ZoneId zone) {
        this.zone = zone;
        this.store = store;
        this.clock = clock;
    }

    /// One row of a report.
    ///
    /// @param of what the report is grouped by: an id, a name or a date such as `2026-11-21`; empty
    ///   where the requests have none
    public record Row(String of, Totals totals) {}

    /// What was used from the start of the hour that the instant falls into until now; from the
    /// start of its day where the hours of that day are no longer kept. Days come the newest first,
    /// everything else the dearest first.
    public List<Row> rows(Grouping by, Instant since) {
        Sums sums = new Sums(by);
        store.read(view -> sum(view, since, sums));
        return sums.totals.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .sorted(by == Grouping.DAY ? NEWEST_FIRST : DEAREST_FIRST)
                .toList();
    }

    private boolean sum(ReadView view, Instant since, Sums sums) {
        int hour = Period.HOUR.of(since, zone);
        if (since.plus(HOURS_ONLY).isAfter(clock.instant())) {
            sums.addHours(view, hour, Integer.MAX_VALUE);
            return true;
        }
        int day = Period.DAY.of(since, zone);
        boolean whole = hour == Period.firstHour(day) || day < Rows.firstDayWithHours(view, 0);
        int firstWhole = whole ? day : day + 1;
        int firstOpen = Math.max(firstWhole, Rows.closedUpTo(view) + 1);
        if (!whole) {
            sums.addHours(view, hour, Period.firstHour(firstWhole));
        }
        sums.addDays(view, firstWhole);
        sums.addHours(view, Period.firstHour(firstOpen), Integer.MAX_VALUE);
        return true;
    }

    private static final class Sums {
        private final Grouping by;
        private final Map<String, Totals> totals = new HashMap<>();

        Sums(Grouping by) {
            this.by = by;
        }

        void addHours(ReadView view, int first, int end) {
            Rows.ascend(
                    view,
                    RollUps.HOURS,
                    first,
                    end,
                    (hour, of, row) -> add(Period.dayOf(hour), of, row));
        }

        void addDays(ReadView view, int first) {
            Rows.ascend(view, RollUps.DAYS, first, Integer.MAX_VALUE, this::add);
        }

        private void add(int day, Dimensions of, Totals row) {
            totals.merge(group(of, day), row, Totals::plus);
        }

        private String group(Dimensions of, int day) {
            return switch (by) {
                case MODEL -> of.model();
                case KEY -> of.key();
                case GROUP -> of.group();
                case ACCOUNT -> of.account();
                case PROVIDER -> of.provider();
                case DAY -> LocalDate.ofEpochDay(day).toString();
            };
        }
    }
}
