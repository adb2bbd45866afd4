package dev.syngate.ui.overview;

import dev.syngate.gateway.GatewayState;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.charts.ChartPane;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.page.TroubleNote;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.requests.RequestColumns;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.usage.UsageColumns;
import dev.syngate.ui.usage.UsageRange;
import dev.syngate.ui.usage.UsageViewModel;
import dev.syngate.views.Overview;
import dev.syngate.views.UsageView;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The gateway at a glance: health, spending, the newest requests, and what needs somebody.
public final class OverviewPage implements PageView {
    private static final int PULSES_PER_LOOK = 4;
    private static final double PICOS = 1e12;
    private static final double SIDE = 328;
    private static final double NARROW = 900;
    private static final double SMALL = 1200;
    private static final double SMALLEST_CHART = 120;
    private static final double CHART = 180;

    private final PageTools tools;
    private final Texts texts;
    private final Figures figures;
    private final OverviewViewModel model;
    private final UsageViewModel spending;
    private final ChartPane chart;
    private final HBox health = new HBox(16);
    private final VBox latest = new VBox();
    private final VBox side = new VBox(16);
    private final TroubleNote trouble;
    private final Label spent = Labels.of("", "secondary");
    private final Region root;
    private Subscription subscriptions = Subscription.EMPTY;
    private @Nullable Overview shown;
    private Object shownOfGateway = "";
    private int pulses;

    /// @param spending a model of its own: the range of this page's chart
    public OverviewPage(PageTools tools, OverviewViewModel model, UsageViewModel spending) {
        this.tools = tools;
        this.texts = tools.texts();
        trouble = new TroubleNote(texts, model::refresh);
        this.figures = tools.figures();
        this.model = model;
        this.spending = spending;
        chart =
                new ChartPane(
                                texts,
                                texts.of("overview.spend"),
                                value -> figures.axis(value / PICOS),
                                this::showRequests)
                        .high(SMALLEST_CHART, CHART);
        side.setMinWidth(SIDE);
        side.setMaxWidth(SIDE);
        VBox main = Boxes.grow(Boxes.column(16, spendCard(), latestCard()));
        main.setMinWidth(0);
        HBox beside = new HBox(16, main, side);
        VBox page = Boxes.styled(Boxes.column(16, trouble, health, beside), "overview-body");
        page.widthProperty()
                .subscribe(width -> {
                    boolean narrow = width.doubleValue() < NARROW;
                    if (narrow == beside.getChildren().contains(side)) {
                        (narrow ? beside : page).getChildren().remove(side);
                        (narrow ? page : beside).getChildren().add(side);
                        side.setMaxWidth(narrow ? Double.MAX_VALUE : SIDE);
                    }
                });
        ScrollPane scroll = Boxes.grow(new ScrollPane(page));
        scroll.setFitToWidth(true);
        root = Boxes.styled(Boxes.grow(Boxes.column(0, head(), scroll)), "page");
        keep(model.nowProperty().subscribe(this::show));
        keep(model.stateProperty().subscribe(trouble::show));
        keep(spending.usageProperty().subscribe(this::showSpending));
    }

    private void keep(Subscription subscription) {
        subscriptions = subscriptions.and(subscription);
    }

    private Node head() {
        return Boxes.styled(
                Boxes.row(8, Labels.of(texts.of("page.overview"), "page-title")), "page-head");
    }

    private static Node card(Node head, Node body) {
        return Boxes.styled(Boxes.column(0, Boxes.styled((HBox) head, "card-head"), body), "card");
    }

    private Node spendCard() {
        Segments<UsageRange> range =
                new Segments<>(
                        List.of(UsageRange.DAY, UsageRange.WEEK, UsageRange.MONTH),
                        spending.rangeProperty().get(),
                        one -> texts.of("usage.range." + one.name().toLowerCase(Locale.ROOT)));
        range.getStyleClass().add("small");
        range.setMaxHeight(Region.USE_PREF_SIZE);
        keep(range.chosenProperty().subscribe(one -> spending.rangeProperty().set(one)));
        return card(
                Boxes.row(
                        8,
                        Labels.whole(texts.of("overview.spend"), "strong"),
                        spent,
                        Boxes.spacer(),
                        range,
                        chart.asTable()),
                Boxes.styled(new VBox(chart), "chart-body"));
    }

    private Node latestCard() {
        return card(
                Boxes.row(
                        8,
                        Labels.whole(texts.of("overview.latest"), "strong"),
                        Boxes.spacer(),
                        Buttons.link(
                                texts.of("overview.latest.all"),
                                () -> tools.navigation().open("requests"))),
                latest);
    }

    private void show(OverviewViewModel.@Nullable Now now) {
        if (now == null) {
            return;
        }
        Overview overview = now.overview();
        HealthCards cards = new HealthCards(texts, figures);
        Object words = cards.wordsOf(now.gateway());
        if (overview.equals(shown) && words.equals(shownOfGateway)) {
            return;
        }
        shownOfGateway = words;
        health.getChildren().setAll(cards.of(now));
        health.getChildren().forEach(card -> ((Region) card).setPrefWidth(200));
        side.getChildren().setAll(new AttentionCard(tools).of(overview));
        FirstStepsCard steps = new FirstStepsCard(tools);
        if (!overview.firstSteps().done() && !steps.isHidden()) {
            side.getChildren()
                    .add(steps.of(overview.firstSteps(), card -> side.getChildren().remove(card)));
        }
        if (now.gateway().state() instanceof GatewayState.Running running) {
            side.getChildren().add(address(running.baseUrl()));
        }
        if (overview.equals(shown)) {
            return;
        }
        shown = overview;
        latest.getChildren().setAll(overview.latest().stream().map(this::request).toList());
        if (overview.latest().isEmpty()) {
            Label none = Labels.of(texts.of("requests.empty.more"), "muted");
            none.setWrapText(true);
            latest.getChildren().add(Boxes.styled(new VBox(none), "attention-line"));
        }
    }

    private Node address(String baseUrl) {
        return Boxes.styled(
                Boxes.row(
                        8,
                        Labels.whole(texts.of("secret.base.url"), "secondary"),
                        Boxes.spacer(),
                        Labels.of(baseUrl, "mono"),
                        CopyButton.icon(texts, texts.of("gateway.copy"), () -> baseUrl)),
                "card",
                "padded");
    }

    private Node request(RequestRecord item) {
        RequestColumns cells = new RequestColumns(texts, figures);
        GridPane line = Boxes.styled(new GridPane(), "latest-line");
        for (double share : new double[] {12, 11, 22, 27, 14, 14}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            column.setHgrow(Priority.ALWAYS);
            line.getColumnConstraints().add(column);
        }
        line.getColumnConstraints().getLast().setHalignment(HPos.RIGHT);
        line.addRow(
                0,
                cells.time(item),
                cells.status(item),
                cells.key(item),
                cells.model(item),
                cells.provider(item),
                cells.cost(item));
        Runnable open = () -> tools.navigation().open("requests", item.id());
        line.setOnMouseClicked(event -> open.run());
        line.setFocusTraversable(true);
        line.setAccessibleRole(AccessibleRole.BUTTON);
        line.setAccessibleText(
                String.join(
                        ", ",
                        figures.timeOfDay(item.time()),
                        String.valueOf(item.status()),
                        cells.keyName(item),
                        item.model()));
        line.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                event.consume();
                open.run();
            }
        });
        return line;
    }

    private void showSpending(@Nullable UsageView usage) {
        if (usage != null) {
            chart.show(new UsageColumns(texts, figures).of(usage, false));
            spent.setText(figures.sum(usage.total().cost()));
        }
    }

    /// Leads to the requests behind a column of the chart.
    private void showRequests(int column) {
        UsageView usage = spending.usageProperty().get();
        if (usage != null) {
            tools.navigation().open("requests", UsageColumns.times(usage, column));
        }
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void shown() {
        model.refresh();
        spending.refresh();
        root.requestFocus();
    }

    @Override
    public void pulse() {
        model.refresh();
        if (pulses++ % PULSES_PER_LOOK == 0) {
            spending.refresh();
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
}
