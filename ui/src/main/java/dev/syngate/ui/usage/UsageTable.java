package dev.syngate.ui.usage;

import dev.syngate.call.Caller;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.charts.Column;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.usage.UsageReport;
import dev.syngate.views.UsageView;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The columns of the table that says what the chart says.
record UsageTable(Texts texts, Figures figures, UsageViewModel model, UsageColumns series) {
    List<RowTable.Column<UsageReport.Row>> columns() {
        return List.of(
                RowTable.Column.of("name", texts.of("usage.by.model"), 230, this::name),
                count("requests", row -> row.totals().requests()),
                count("errors", row -> row.totals().errors()).ifThereIsMuchRoom(),
                count("input", row -> row.totals().input()),
                count("cached", row -> row.totals().cachedInput()).ifThereIsMuchRoom(),
                count("output", row -> row.totals().output()),
                money("charged", row -> row.totals().cost()),
                money("upstream", row -> row.totals().upstream()).ifThereIsMuchRoom(),
                money("margin", row -> row.totals().margin()).ifThereIsRoom(),
                RowTable.Column.of("share", texts.of("usage.column.share"), 180, this::share));
    }

    private RowTable.Column<UsageReport.Row> count(
            String id, java.util.function.ToLongFunction<UsageReport.Row> of) {
        return RowTable.Column.<UsageReport.Row>of(
                        id,
                        texts.of("usage.column." + id),
                        96,
                        row -> Labels.of(figures.compact(of.applyAsLong(row)), "secondary-strong"))
                .sortedBy(Comparator.comparingLong(of))
                .atRight();
    }

    private Node name(UsageReport.Row row) {
        UsageView usage = model.usageProperty().get();
        int number =
                usage == null
                        ? Column.OTHERS
                        : series.series(usage.rows()).getOrDefault(row.of(), Column.OTHERS);
        return Boxes.row(
                8,
                Boxes.styled(new Region(), "series-swatch", "series-" + number),
                Labels.of(name(texts, usage, row), "cell-text"));
    }

    /// What a row is called in the window's language.
    static String name(Texts texts, @Nullable UsageView usage, UsageReport.Row row) {
        if (row.of().equals(Caller.ThisApp.KEY)) {
            return texts.of("this.app");
        }
        if (row.of().equals(RequestRecord.PROVIDER_TEST)) {
            return texts.of("providers.test");
        }
        if (row.of().isEmpty()) {
            return texts.of("usage.none");
        }
        return usage == null ? row.of() : usage.name(row.of());
    }

    private RowTable.Column<UsageReport.Row> money(String id, Function<UsageReport.Row, Money> of) {
        return RowTable.Column.<UsageReport.Row>of(
                        id,
                        texts.of("usage.column." + id),
                        110,
                        row -> Labels.of(amount(of.apply(row)), "medium"))
                .sortedBy(Comparator.comparing(of))
                .atRight();
    }

    private String amount(Money amount) {
        return amount.isZero() ? "–" : figures.sum(amount);
    }

    private Node share(UsageReport.Row row) {
        UsageView usage = model.usageProperty().get();
        long all = usage == null ? 0 : usage.total().cost().picos();
        long cost = row.totals().cost().picos();
        Bar bar = new Bar();
        bar.show(all == 0 ? 0 : (double) cost / all, "accent");
        HBox.setHgrow(bar, javafx.scene.layout.Priority.ALWAYS);
        return Boxes.row(8, bar, Labels.whole(figures.percent(cost, all), "secondary", "share"));
    }
}
