package dev.syngate.usage;

import dev.syngate.store.ReadView;
import dev.syngate.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /// One step of a series.
    ///
    /// @param start when the hour or day begins, by the clock on the wall
    /// @param of as in a row
    public record Step(LocalDateTime start, String of, Totals totals) {}

    /// What was used in each hour (of ranges up to two days) or each day (of longer ones) in which
    /// anything was, the oldest first.
    ///
    /// @param until a midnight; anything from now on is now
    public List<Step> series(Grouping by, Instant since, Instant until) {
        Map<Slot, Totals> steps = new TreeMap<>(Slot.OLDEST_FIRST);
        Rows.Visitor hours =
                (hour, of, row) ->
                        steps.merge(
                                new Slot(Period.HOUR.start(hour), Sums.group(by, of, hour)),
                                row,
                                Totals::plus);
        Rows.Visitor days =
                (day, of, row) ->
                        steps.merge(
                                new Slot(Period.DAY.start(day), Sums.group(by, of, day)),
                                row,
                                Totals::plus);
        Rows.Visitor hoursOfDays = (hour, of, row) -> days.visit(Period.dayOf(hour), of, row);
        store.read(view -> walk(view, since, until, isHourly(since) ? hours : hoursOfDays, days));
        return steps.entrySet().stream()
                .map(step -> new Step(step.getKey().start(), step.getKey().of(), step.getValue()))
                .toList();
    }

    private record Slot(LocalDateTime start, String of) {
        static final Comparator<Slot> OLDEST_FIRST =
                Comparator.comparing(Slot::start).thenComparing(Slot::of);
    }

    /// Whether a series since then has a step for each hour.
    public boolean isHourly(Instant since) {
        return since.plus(HOURS_ONLY).isAfter(clock.instant());
    }

    /// What was used from the start of the hour that the instant falls into until now; from the
    /// start of its day where the hours of that day are no longer kept. Days come the newest first,
    /// everything else the dearest first.
    public List<Row> rows(Grouping by, Instant since) {
        return rows(by, since, Instant.MAX);
    }

    /// As [#rows(Grouping,Instant)], up to another time than now.
    ///
    /// @param until a midnight; anything from now on is now
    public List<Row> rows(Grouping by, Instant since, Instant until) {
        Sums sums = new Sums(by);
        store.read(view -> walk(view, since, until, sums::addHour, sums::add));
        return sums.totals.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .sorted(by == Grouping.DAY ? NEWEST_FIRST : DEAREST_FIRST)
                .toList();
    }

    /// Shows every row since then once: of closed days where these will do, else of hours.
    private boolean walk(
            ReadView view, Instant since, Instant until, Rows.Visitor hours, Rows.Visitor days) {
        boolean open = !until.isBefore(clock.instant());
        int endDay = open ? Integer.MAX_VALUE : Period.DAY.of(until, zone);
        int end = open ? Integer.MAX_VALUE : Period.firstHour(endDay);
        int hour = Period.HOUR.of(since, zone);
        if (isHourly(since)) {
            walkHours(view, hour, end, hours);
            return true;
        }
        int day = Period.DAY.of(since, zone);
        boolean whole = hour == Period.firstHour(day) || day < Rows.firstDayWithHours(view, 0);
        int firstWhole = whole ? day : day + 1;
        int firstOpen = Math.max(firstWhole, Rows.closedUpTo(view) + 1);
        if (!whole) {
            walkHours(view, hour, Math.min(end, Period.firstHour(firstWhole)), hours);
        }
        Rows.ascend(view, RollUps.DAYS, firstWhole, endDay, days);
        walkHours(view, Period.firstHour(firstOpen), end, hours);
        return true;
    }

    private static void walkHours(ReadView view, int first, int end, Rows.Visitor hours) {
        Rows.ascend(view, RollUps.HOURS, first, end, hours);
    }

    private static final class Sums {
        private final Grouping by;
        private final Map<String, Totals> totals = new HashMap<>();

        Sums(Grouping by) {
            this.by = by;
        }

        void addHour(int hour, Dimensions of, Totals row) {
            add(Period.dayOf(hour), of, row);
        }

        void add(int day, Dimensions of, Totals row) {
            totals.merge(group(by, of, day), row, Totals::plus);
        }

        static String group(Grouping by, Dimensions of, int day) {
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
