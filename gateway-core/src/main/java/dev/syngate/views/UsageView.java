package dev.syngate.views;

import dev.syngate.usage.Totals;
import dev.syngate.usage.UsageReport.Row;
import dev.syngate.usage.UsageReport.Step;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was used in a range, as rows and over time.
///
/// @param total of the range
/// @param steps the oldest first; hours or days
/// @param names the names of what rows and steps have by id
/// @param firstToken null: nothing was answered lately
public record UsageView(
        ZonedDateTime since,
        ZonedDateTime until,
        Duration step,
        Totals total,
        List<Row> rows,
        List<Step> steps,
        Map<String, String> names,
        @Nullable FirstToken firstToken) {
    /// How long the newest answers of the range took to begin.
    ///
    /// @param requests how many answers this is about
    public record FirstToken(Duration median, Duration p95, int requests) {}

    /// When the first step begins, whether anything was used in it or not.
    public LocalDateTime firstStep() {
        return since.toLocalDateTime()
                .truncatedTo(step.toHours() == 1 ? ChronoUnit.HOURS : ChronoUnit.DAYS);
    }

    /// The same of one thing alone.
    ///
    /// @param of as in a row
    public UsageView only(String of) {
        List<Row> mine = rows.stream().filter(row -> row.of().equals(of)).toList();
        return new UsageView(
                since,
                until,
                step,
                mine.isEmpty() ? Totals.NONE : mine.getFirst().totals(),
                mine,
                steps.stream().filter(one -> one.of().equals(of)).toList(),
                names,
                null);
    }

    /// Whether both hold the same figures, however much time has passed in between.
    public boolean saysTheSameAs(UsageView other) {
        return total.equals(other.total)
                && rows.equals(other.rows)
                && names.equals(other.names)
                && Objects.equals(firstToken, other.firstToken);
    }

    /// What a row or step is called.
    public String name(String of) {
        return names.getOrDefault(of, of);
    }
}
