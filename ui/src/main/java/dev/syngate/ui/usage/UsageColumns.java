package dev.syngate.ui.usage;

import dev.syngate.ui.charts.Column;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.usage.Grouping;
import dev.syngate.usage.Totals;
import dev.syngate.usage.UsageReport;
import dev.syngate.views.UsageView;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Makes the columns of a chart from usage over time: the dearest four have a series each, all
/// others share the fifth.
public record UsageColumns(Texts texts, Figures figures) {
    private static final int OWN_SERIES = Column.OTHERS - 1;

    /// The series of everything in the rows, by what it is of.
    public Map<String, Integer> series(List<UsageReport.Row> rows) {
        Map<String, Integer> series = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean own = i < OWN_SERIES || rows.size() == Column.OTHERS;
            series.put(rows.get(i).of(), own ? i + 1 : Column.OTHERS);
        }
        return series;
    }

    /// One column for each hour or day of the range, also for those in which nothing was used.
    public List<Column> of(UsageView usage, boolean stacked) {
        Map<String, Integer> series = series(usage.rows());
        Map<LocalDateTime, List<UsageReport.Step>> steps = new TreeMap<>();
        LocalDateTime end = usage.until().toLocalDateTime();
        for (LocalDateTime at = usage.firstStep(); at.isBefore(end); at = at.plus(usage.step())) {
            steps.put(at, new ArrayList<>());
        }
        usage.steps()
                .forEach(one ->
                        steps.computeIfAbsent(one.start(), start -> new ArrayList<>()).add(one));
        return steps.entrySet().stream()
                .map(entry -> column(usage, entry.getKey(), entry.getValue(), series, stacked))
                .toList();
    }

    private Column column(
            UsageView usage,
            LocalDateTime start,
            List<UsageReport.Step> steps,
            Map<String, Integer> series,
            boolean stacked) {
        Totals total =
                steps.stream().map(UsageReport.Step::totals).reduce(Totals.NONE, Totals::plus);
        double[] values = new double[Column.OTHERS + 1];
        for (UsageReport.Step one : steps) {
            int of = stacked ? series.getOrDefault(one.of(), Column.OTHERS) : 1;
            values[of] += one.totals().cost().picos();
        }
        List<Column.Part> parts = new ArrayList<>();
        for (int i = 1; i < values.length; i++) {
            if (values[i] > 0) {
                parts.add(new Column.Part(i, values[i]));
            }
        }
        boolean open = start.plus(usage.step()).isAfter(usage.until().toLocalDateTime());
        return new Column(
                label(usage, start),
                figures.sum(total.cost()),
                says(usage, start, total, steps),
                open,
                parts);
    }

    /// The terms of a filter for the requests behind a column.
    public static String times(UsageView usage, int column) {
        LocalDateTime start = usage.firstStep().plus(usage.step().multipliedBy(column));
        return "since:"
                + moment(usage, start)
                + " until:"
                + moment(usage, start.plus(usage.step()));
    }

    /// The term of a filter for the requests of a row.
    ///
    /// @param name as a person reads it
    static String term(Grouping by, String name) {
        String quoted = name.contains(" ") ? "\"" + name + "\"" : name;
        return by.name().toLowerCase(Locale.ROOT) + ":=" + quoted;
    }

    private static String moment(UsageView usage, LocalDateTime start) {
        return start.equals(start.toLocalDate().atStartOfDay())
                ? start.toLocalDate().toString()
                : start.atZone(usage.until().getZone()).toInstant().toString();
    }

    private String label(UsageView usage, LocalDateTime start) {
        return usage.step().toHours() == 1 ? figures.hour(start) : figures.weekday(start);
    }

    private String says(
            UsageView usage, LocalDateTime start, Totals total, List<UsageReport.Step> steps) {
        StringBuilder words = new StringBuilder(label(usage, start));
        words.append("   ")
                .append(figures.sum(total.cost()))
                .append("   ")
                .append(texts.of("requests.count", total.requests()));
        steps.stream()
                .sorted((a, b) -> b.totals().cost().compareTo(a.totals().cost()))
                .limit(OWN_SERIES)
                .filter(one -> !one.of().isEmpty())
                .forEach(one ->
                        words.append('\n')
                                .append(usage.name(one.of()))
                                .append("   ")
                                .append(figures.sum(one.totals().cost())));
        return words.toString();
    }
}
