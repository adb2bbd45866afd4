package dev.syngate.ui.usage;

import dev.syngate.ui.charts.ChartPane;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.usage.Grouping;
import dev.syngate.views.UsageView;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What one key, model, group or provider was used for in the last thirty days, as a card of its
/// inspector. A column leads to the requests behind it.
public final class UsageOfOne extends VBox {
    private static final double PICOS = 1e12;
    private static final double LEAST = 110;
    private static final double HIGH = 132;

    private final PageTools tools;
    private final UsageColumns columns;
    private final Grouping by;
    private final String term;
    private final ChartPane chart;
    private final Label sum = Labels.of("", "secondary");
    private @Nullable UsageView shown;

    /// @param of as in the rows of a report: an id or a name
    /// @param name what a filter of requests knows it by
    public UsageOfOne(PageTools tools, UsageViewModel usage, Grouping by, String of, String name) {
        this.tools = tools;
        this.by = by;
        columns = new UsageColumns(tools.texts(), tools.figures());
        term = UsageColumns.term(by, name);
        chart =
                new ChartPane(
                                tools.texts(),
                                tools.texts().of("usage.chart"),
                                value -> tools.figures().axis(value / PICOS),
                                this::showRequests)
                        .high(LEAST, HIGH);
        getStyleClass().add("card");
        getChildren()
                .addAll(
                        Boxes.styled(
                                Boxes.row(
                                        8,
                                        Labels.whole(
                                                tools.texts().of("usage.last.month"), "strong"),
                                        sum,
                                        Boxes.spacer(),
                                        chart.asTable()),
                                "card-head"),
                        Boxes.styled(new VBox(chart), "chart-body"));
        usage.of(by, of, this::show);
    }

    private void show(UsageView usage) {
        shown = usage;
        chart.show(columns.of(usage, false));
        String asked =
                by == Grouping.PROVIDER
                        ? "   "
                                + tools.texts()
                                        .of(
                                                "usage.provider.asks",
                                                tools.figures().sum(usage.total().upstream()))
                        : "";
        sum.setText(
                tools.figures().sum(usage.total().cost())
                        + asked
                        + "   "
                        + tools.texts().of("requests.count", usage.total().requests()));
    }

    private void showRequests(int column) {
        UsageView usage = shown;
        if (usage != null) {
            tools.navigation().open("requests", term + " " + UsageColumns.times(usage, column));
        }
    }
}
