package dev.syngate.ui.usage;

import dev.syngate.export.Csv;
import dev.syngate.ui.charts.ChartPane;
import dev.syngate.ui.charts.Column;
import dev.syngate.ui.fx.Rows;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.page.TroubleNote;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.requests.DatesForm;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.usage.Grouping;
import dev.syngate.usage.Totals;
import dev.syngate.usage.UsageReport;
import dev.syngate.views.UsageView;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What was used in a range: figures, a chart, and the same as a table.
public final class UsagePage implements PageView {
    private static final List<Grouping> GROUPINGS =
            List.of(
                    Grouping.MODEL,
                    Grouping.KEY,
                    Grouping.PROVIDER,
                    Grouping.GROUP,
                    Grouping.ACCOUNT);
    private static final int PULSES_PER_LOOK = 4;
    private static final double PICOS = 1e12;
    private static final double SMALL = 1100;
    private static final double SMALLEST_CHART = 130;
    private static final double CHART = 200;
    private static final double ROOM_FOR_ALL = 900;

    private final PageTools tools;
    private final Texts texts;
    private final Figures figures;
    private final UsageViewModel model;
    private final UsageColumns columns;
    private final Rows<UsageReport.Row> rows = new Rows<>(UsageReport.Row::of);
    private final RowTable<UsageReport.Row> table;
    private final ChartPane chart;
    private final Segments<UsageRange> range;
    private final HBox figuresInBoxes = Boxes.styled(new HBox(), "card", "figure-strip");
    private final FlowPane legend = Boxes.styled(new FlowPane(12, 4), "legend");
    private final VBox middle = new VBox();
    private final Label days = Labels.of("", "secondary");
    private final VBox filled;
    private final Region empty;
    private final TroubleNote trouble;
    private final Region root;
    private Subscription subscriptions = Subscription.EMPTY;
    private @Nullable UsageView shown;
    private int pulses;

    public UsagePage(PageTools tools, UsageViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        trouble = new TroubleNote(texts, model::refresh);
        this.figures = tools.figures();
        this.model = model;
        range =
                new Segments<>(
                        List.of(UsageRange.values()),
                        model.rangeProperty().get(),
                        one -> texts.of("usage.range." + one.name().toLowerCase(Locale.ROOT)));
        columns = new UsageColumns(texts, figures);
        chart =
                new ChartPane(
                        texts,
                        texts.of("usage.charged.over.time"),
                        value -> figures.axis(value / PICOS),
                        this::showRequests);
        table =
                new RowTable<>(
                        new UsageTable(texts, figures, model, columns).columns(),
                        rows.list(),
                        row -> false,
                        texts.of("usage.empty"));
        table.setAccessibleText(texts.of("usage.chart"));
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                showRequestsOfRow();
            }
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                showRequestsOfRow();
            }
        });
        filled = Boxes.grow(Boxes.column(0, cards(), Boxes.grow(table)));
        empty =
                Boxes.grow(
                        new EmptyState(
                                Feather.BAR_CHART_2,
                                texts.of("usage.empty"),
                                texts.of("usage.empty.more"),
                                Buttons.primary(
                                        texts.of("requests.empty.ask"),
                                        Feather.MESSAGE_SQUARE,
                                        () -> tools.navigation().open("chat"))));
        root =
                Boxes.styled(
                        Boxes.grow(Boxes.column(0, head(), trouble, Boxes.grow(middle), foot())),
                        "page");
        figuresInBoxes.widthProperty().subscribe(width -> showWhatFits(width.doubleValue()));
        keep(model.usageProperty().subscribe(this::show));
        keep(model.stateProperty().subscribe(trouble::show));
    }

    private void keep(Subscription subscription) {
        subscriptions = subscriptions.and(subscription);
    }

    private Node head() {
        range.getChildren().getLast().addEventHandler(ActionEvent.ACTION, event -> askDates());
        keep(
                range.chosenProperty()
                        .subscribe(one -> {
                            if (one != UsageRange.DATES) {
                                model.rangeProperty().set(one);
                            }
                        }));
        return Boxes.styled(
                Boxes.row(
                        8,
                        Labels.of(texts.of("page.usage"), "page-title"),
                        Boxes.spacer(),
                        range,
                        Buttons.plain("CSV", Feather.DOWNLOAD, this::askWhere)),
                "page-head");
    }

    private void askDates() {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(texts.of("range.custom"), "", texts.of("range.show")),
                        new DatesForm(texts),
                        (dates, done, failed) -> {
                            model.show(dates);
                            done.run();
                        })
                .show();
    }

    private Node cards() {
        Segments<Grouping> by = new Segments<>(GROUPINGS, model.byProperty().get(), this::nameOf);
        by.getStyleClass().add("small");
        by.setMaxHeight(Region.USE_PREF_SIZE);
        keep(by.chosenProperty().subscribe(one -> model.byProperty().set(one)));
        chart.high(SMALLEST_CHART, CHART);
        VBox card =
                Boxes.styled(
                        Boxes.column(
                                0,
                                Boxes.styled(
                                        Boxes.row(
                                                12,
                                                Labels.whole(
                                                        texts.of("usage.charged.over.time"),
                                                        "strong"),
                                                Boxes.spacer(),
                                                Labels.whole(texts.of("usage.by"), "secondary"),
                                                by,
                                                chart.asTable()),
                                        "card-head"),
                                Boxes.styled(new VBox(legend, chart), "chart-body")),
                        "card");
        return Boxes.styled(Boxes.column(16, figuresInBoxes, card), "page-cards");
    }

    private String nameOf(Grouping grouping) {
        return texts.of("usage.by." + grouping.name().toLowerCase(Locale.ROOT));
    }

    private Node foot() {
        return Boxes.styled(
                Boxes.row(
                        16, days, Boxes.spacer(), Labels.of(texts.of("usage.enter"), "secondary")),
                "page-foot");
    }

    private void show(@Nullable UsageView usage) {
        if (usage == null) {
            return;
        }
        chart.show(columns.of(usage, true));
        days.setText(texts.of("usage.zone", zone(usage)));
        UsageView before = shown;
        shown = usage;
        if (before != null && before.saysTheSameAs(usage)) {
            return;
        }
        boolean nothing = usage.total().requests() == 0;
        Boxes.only(middle, nothing ? empty : filled);
        figuresInBoxes.getChildren().setAll(new UsageFigures(texts, figures).boxes(usage));
        showWhatFits(figuresInBoxes.getWidth());
        showLegend(usage);
        rows.merge(usage.rows());
        table.getColumns().getFirst().setText(nameOf(model.byProperty().get()));
        table.refresh();
    }

    /// A narrow window has no room for what the number of errors says already.
    private void showWhatFits(double width) {
        figuresInBoxes
                .lookupAll("." + UsageFigures.IF_THERE_IS_ROOM)
                .forEach(box -> Boxes.show(box, width >= ROOM_FOR_ALL || width == 0));
    }

    private void showLegend(UsageView usage) {
        legend.getChildren().clear();
        Map<String, Integer> series = columns.series(usage.rows());
        int others = 0;
        for (UsageReport.Row row : usage.rows()) {
            int number = series.getOrDefault(row.of(), Column.OTHERS);
            if (number < Column.OTHERS || usage.rows().size() == Column.OTHERS) {
                legend.getChildren().add(entry(number, UsageTable.name(texts, usage, row)));
            } else {
                others++;
            }
        }
        if (others > 0) {
            legend.getChildren().add(entry(Column.OTHERS, texts.of("usage.others", others)));
        }
    }

    private static Node entry(int series, String name) {
        Region swatch = Boxes.styled(new Region(), "series-swatch", "series-" + series);
        return Boxes.row(6, swatch, Labels.of(name, "secondary"));
    }

    /// Leads to the requests behind a column of the chart.
    private void showRequests(int column) {
        UsageView usage = model.usageProperty().get();
        if (usage != null) {
            tools.navigation().open("requests", UsageColumns.times(usage, column));
        }
    }

    private void showRequestsOfRow() {
        UsageReport.Row row = table.getSelectionModel().getSelectedItem();
        UsageView usage = model.usageProperty().get();
        if (row != null && usage != null && !row.of().isEmpty()) {
            Grouping by = model.byProperty().get();
            String name = by == Grouping.ACCOUNT ? row.of() : usage.name(row.of());
            String since = " since:" + usage.firstStep().toLocalDate();
            tools.navigation().open("requests", UsageColumns.term(by, name) + since);
        }
    }

    private void askWhere() {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("usage.csv");
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            export(file.toPath());
        }
    }

    /// Writes the table to the file.
    void export(Path file) {
        UsageView usage = model.usageProperty().get();
        if (usage == null) {
            return;
        }
        StringBuilder csv =
                new StringBuilder(
                        Csv.line(
                                model.byProperty().get().name().toLowerCase(Locale.ROOT),
                                "requests",
                                "errors",
                                "input_tokens",
                                "cached_tokens",
                                "output_tokens",
                                "reasoning_tokens",
                                "cost",
                                "upstream_cost",
                                "margin"));
        for (UsageReport.Row row : usage.rows()) {
            Totals of = row.totals();
            csv.append(
                    Csv.line(
                            usage.name(row.of()),
                            of.requests(),
                            of.errors(),
                            of.input(),
                            of.cachedInput(),
                            of.output(),
                            of.reasoning(),
                            of.cost().dollars(),
                            of.upstream().dollars(),
                            of.margin().dollars()));
        }
        try {
            Files.writeString(file, csv);
            tools.toasts().say(texts.of("usage.exported", usage.rows().size(), file.getFileName()));
        } catch (IOException e) {
            tools.toasts().say(String.valueOf(new UncheckedIOException(e).getMessage()));
        }
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void shown() {
        model.refresh();
        table.requestFocus();
    }

    @Override
    public void pulse() {
        if (!tools.overlay().isShown()) {
            // whoever asked for dates may have left without any
            range.chosenProperty().set(model.rangeProperty().get());
        }
        if (pulses++ % PULSES_PER_LOOK == 0) {
            model.refresh();
        }
    }

    @Override
    public boolean wantsRoom(double width) {
        return width < SMALL;
    }

    @Override
    public void close() {
        subscriptions.unsubscribe();
    }

    private static String zone(UsageView usage) {
        String id = usage.until().getZone().getId();
        return id.equals("Z") ? "UTC" : id;
    }
}
