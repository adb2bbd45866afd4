package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.page.PageState;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.page.TroubleNote;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The traffic viewer: filter, live table, inspector.
public final class RequestsView implements PageView {
    private static final double ROOMY = 1500;
    private static final double SMALL = 1100;
    private static final double NARROW = 660;
    private static final double NEARLY_AT_THE_END = 0.9;

    private final Texts texts;
    private final RequestsViewModel model;
    private final RequestInspector details;
    private final RowTable<RequestRecord> table;
    private final Inspector inspector;
    private final FilterField filter;
    private final RequestsHead head;
    private final RequestsFoot foot;
    private final HBox root;
    private final VBox middle = new VBox();
    private final TroubleNote trouble;
    private final Region none;
    private final EmptyState filtered;
    private final ListChangeListener<RequestRecord> rowsListener = change -> showRows();
    private Subscription subscriptions = Subscription.EMPTY;
    private @Nullable String chosen;
    private @Nullable RequestRecord inspected;

    public RequestsView(PageTools tools, RequestsViewModel model, SavedFilters own) {
        this.texts = tools.texts();
        trouble = new TroubleNote(texts, model::begin);
        this.model = model;
        RequestColumns columns = new RequestColumns(texts, tools.figures());
        RunningCells running = new RunningCells(texts, tools.figures(), model::sent, model::cancel);
        details = new RequestInspector(tools, model, columns);
        table =
                new RowTable<>(
                        columns.all(running),
                        model.listed().all(),
                        row -> false,
                        texts.of("requests.none.found"));
        table.getStyleClass().add("request-table");
        table.setAccessibleText(texts.of("page.requests"));
        inspector = new Inspector(texts, this::closeInspector);
        filter = new FilterField(texts, new Completions(model)::of);
        none =
                Boxes.grow(
                        new EmptyState(
                                Feather.ACTIVITY,
                                texts.of("requests.empty"),
                                texts.of("requests.empty.more"),
                                Buttons.primary(
                                        texts.of("requests.empty.ask"),
                                        Feather.MESSAGE_SQUARE,
                                        () -> tools.navigation().open("chat")),
                                Buttons.plain(
                                        texts.of("requests.empty.key"),
                                        Feather.KEY,
                                        () -> tools.navigation().open("keys"))));
        filtered =
                Boxes.grow(
                        new EmptyState(
                                Feather.FILTER,
                                texts.of("requests.none.found"),
                                "",
                                Buttons.plain(
                                        texts.of("requests.filter.clear"),
                                        Feather.X,
                                        () -> filter.terms().clear())));
        head = new RequestsHead(tools, model);
        foot = new RequestsFoot(texts, tools.figures(), model);
        SavedViews views = new SavedViews(tools, filter, own);
        HBox toolbar =
                Boxes.styled(
                        Boxes.row(
                                8,
                                Boxes.grow(filter),
                                views,
                                TimeRangeMenu.of(tools, filter.terms()),
                                table.chooser(texts.of("columns"))),
                        "toolbar");
        VBox page = Boxes.column(0, head, toolbar, trouble, Boxes.grow(middle), foot);
        page.setMinWidth(0);
        page.widthProperty()
                .subscribe(width -> {
                    boolean narrow = width.doubleValue() > 0 && width.doubleValue() < NARROW;
                    head.showNarrow(narrow);
                    Boxes.show(views, !narrow);
                });
        root = new HBox(Boxes.styled(Boxes.grow(page), "page"), inspector);
        Boxes.show(inspector, false);
        listen();
    }

    private void keep(Subscription subscription) {
        subscriptions = subscriptions.and(subscription);
    }

    private void listen() {
        filter.set(model.filterProperty().get());
        filter.terms()
                .addListener(
                        (ListChangeListener<String>)
                                change ->
                                        model.filterProperty()
                                                .set(String.join(" ", filter.terms())));
        model.listed().all().addListener(rowsListener);
        keep(() -> model.listed().all().removeListener(rowsListener));
        keep(model.progressProperty().subscribe(this::showProgress));
        keep(model.filterProperty().subscribe(now -> showMiddle()));
        keep(table.getSelectionModel().selectedItemProperty().subscribe(this::choose));
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        table.skinProperty().subscribe(skin -> watchTheEnd());
        showRows();
    }

    /// Whoever scrolls to the end sees what is older.
    private void watchTheEnd() {
        if (table.lookup(".scroll-bar:vertical") instanceof ScrollBar bar) {
            bar.valueProperty()
                    .subscribe(value -> {
                        if (bar.isVisible() && value.doubleValue() > NEARLY_AT_THE_END) {
                            model.more();
                        }
                    });
        }
    }

    private void press(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && chosen != null) {
            closeInspector();
            event.consume();
        } else if (event.getCode() == KeyCode.SPACE) {
            head.pauseOrFollow();
            event.consume();
        }
    }

    private void showRows() {
        keepChosen();
        foot.show(model.rows());
        showMiddle();
    }

    private void showMiddle() {
        boolean loading = model.progressProperty().get().state() instanceof PageState.Loading;
        boolean searching = model.progressProperty().get().searching();
        if (!model.listed().all().isEmpty() || loading || searching) {
            Boxes.only(middle, Boxes.grow(table));
        } else {
            filtered.say(whyNothing(model.mistaken()));
            Boxes.only(middle, model.filterProperty().get().isEmpty() ? none : filtered);
        }
    }

    private String whyNothing(List<String> mistaken) {
        return mistaken.isEmpty()
                ? texts.of("requests.none.found.more")
                : texts.of("requests.filter.mistaken", mistaken.getFirst());
    }

    private void showProgress(RequestsViewModel.Progress now) {
        trouble.show(now.state());
        foot.show(now);
        showMiddle();
    }

    private void choose(@Nullable RequestRecord row) {
        if (row != null && !model.listed().isChanging() && !row.id().equals(chosen)) {
            inspect(row);
        }
    }

    /// Selects what was chosen again where it has moved, such as a request that has ended, and
    /// shows what it has become.
    private void keepChosen() {
        RequestRecord selected = table.getSelectionModel().getSelectedItem();
        String id = chosen;
        if (id == null || (selected != null && selected.equals(inspected))) {
            return;
        }
        for (int i = 0; i < table.getItems().size(); i++) {
            RequestRecord row = table.getItems().get(i);
            if (row.id().equals(id)) {
                if (selected == null || !selected.id().equals(id)) {
                    table.getSelectionModel().clearAndSelect(i);
                }
                if (!row.isRunning() && inspected != null && inspected.isRunning()) {
                    inspect(row);
                }
                return;
            }
        }
    }

    private void inspect(RequestRecord row) {
        chosen = row.id();
        inspected = row;
        Boxes.show(inspector, true);
        details.show(row, inspector);
    }

    private void closeInspector() {
        chosen = null;
        table.getSelectionModel().clearSelection();
        Boxes.show(inspector, false);
        table.requestFocus();
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void prepare() {
        if (model.progressProperty().get().state() instanceof PageState.Loading) {
            model.begin();
        }
    }

    @Override
    public void shown() {
        prepare();
        model.refresh();
        table.requestFocus();
    }

    @Override
    public void pulse() {
        model.refresh();
    }

    @Override
    public boolean wantsRoom(double width) {
        return width < SMALL || (inspector.isVisible() && width < ROOMY);
    }

    @Override
    public void search() {
        filter.input().requestFocus();
    }

    /// Shows the requests that pass the filter; an id opens its request.
    @Override
    public void show(String what) {
        if (what.startsWith("req_")) {
            model.find(what, this::inspect);
        } else {
            filter.set(what);
        }
    }

    @Override
    public void close() {
        subscriptions.unsubscribe();
        head.close();
    }
}
