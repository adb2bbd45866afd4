package dev.syngate.ui.charts;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// A chart, or in its place a table that says the same, for those who read better than they see.
public final class ChartPane extends StackPane {
    private final BarsOverTime bars;
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final RowTable<Line> table;
    private final ToggleButton asTable;
    private final Label nothing;

    private record Line(int number, Column column) {}

    /// @param axis names a value at the axis
    /// @param picked takes the number of the column that was chosen, in either form
    public ChartPane(Texts texts, String name, DoubleFunction<String> axis, IntConsumer picked) {
        bars = new BarsOverTime(name, axis, picked);
        table =
                new RowTable<>(
                        List.of(
                                RowTable.Column.of(
                                        "chart-time",
                                        texts.of("chart.time"),
                                        90,
                                        line -> Labels.of(line.column().label(), "cell-text")),
                                RowTable.Column.<Line>of(
                                                "chart-total",
                                                name,
                                                100,
                                                line -> Labels.of(line.column().total(), "medium"))
                                        .atRight(),
                                RowTable.Column.<Line>of(
                                                "chart-details",
                                                texts.of("chart.details"),
                                                160,
                                                line ->
                                                        Labels.of(
                                                                line.column().details(),
                                                                "secondary"))
                                        .ifThereIsRoom()),
                        lines,
                        line -> line.column().parts().isEmpty(),
                        texts.of("chart.empty"));
        table.setAccessibleText(name);
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                pick(picked);
            }
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                pick(picked);
            }
        });
        nothing = Labels.of(texts.of("chart.empty"), "muted");
        nothing.setMouseTransparent(true);
        String says = texts.of("chart.as.table");
        asTable = Boxes.styled(new ToggleButton("", Icons.of(Feather.LIST)), "flat-icon");
        asTable.setAccessibleText(says);
        asTable.setTooltip(new Tooltip(says));
        asTable.selectedProperty().subscribe(this::swap);
    }

    private void pick(IntConsumer picked) {
        Line line = table.getSelectionModel().getSelectedItem();
        if (line != null) {
            picked.accept(line.number());
        }
    }

    private void swap(boolean showsTable) {
        if (showsTable) {
            getChildren().setAll(table);
        } else {
            getChildren().setAll(bars, nothing);
        }
    }

    /// Swaps the chart and the table; stands in the head of whatever holds this.
    public ToggleButton asTable() {
        return asTable;
    }

    /// Shows these columns instead of any before.
    public void show(List<Column> columns) {
        bars.show(columns);
        nothing.setVisible(columns.stream().allMatch(column -> column.parts().isEmpty()));
        List<Line> now =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> new Line(i, columns.get(i)))
                        .toList();
        if (!now.equals(lines)) {
            lines.setAll(now);
        }
    }

    /// How high the chart is, and the table in its place.
    public ChartPane high(double least, double wanted) {
        bars.setPrefHeight(wanted);
        bars.setMinHeight(least);
        table.setPrefHeight(wanted);
        table.setMinHeight(least);
        return this;
    }
}
