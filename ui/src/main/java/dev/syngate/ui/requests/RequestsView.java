package dev.syngate.ui.requests;

import dev.syngate.bodies.BodyLog;
import dev.syngate.bodies.BodyPolicy;
import dev.syngate.export.RequestExport;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.page.PageState;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The traffic viewer: filter, live table, inspector.
public final class RequestsView implements PageView {
    private static final double ROOMY = 1500;
    private static final double SMALL = 1100;
    private static final int MOST_EXPORTED = 100_000;
    private static final double NEARLY_AT_THE_END = 0.9;

    private final PageTools tools;
    private final Texts texts;
    private final Figures figures;
    private final RequestsViewModel model;
    private final RequestInspector details;
    private final RowTable<RequestRecord> table;
    private final Inspector inspector;
    private final FilterField filter;
    private final SavedFilters own;
    private final RunningStrip strip;
    private final HBox ownViews = Boxes.row(8);
    private final HBox root;
    private final VBox middle = new VBox();
    private final VBox trouble = Boxes.styled(new VBox(), "page-note");
    private final Label live = Labels.pill("", "accent");
    private final Label count = Labels.whole("", "secondary");
    private final Label sums = Labels.of("", "secondary");
    private final Label reach = Labels.of("", "secondary");
    private final Region none;
    private final Region filtered;
    private final List<ToggleButton> saved = new ArrayList<>();
    private final ListChangeListener<RequestRecord> rowsListener = change -> showRows();
    private Subscription subscriptions = Subscription.EMPTY;
    private @Nullable String chosen;

    public RequestsView(PageTools tools, RequestsViewModel model, SavedFilters own) {
        this.own = own;
        this.tools = tools;
        this.texts = tools.texts();
        this.figures = tools.figures();
        this.model = model;
        RequestColumns columns = new RequestColumns(texts, figures);
        details = new RequestInspector(tools, model, columns);
        table =
                new RowTable<>(
                        columns.all(), model.rows(), row -> false, texts.of("requests.none.found"));
        table.getStyleClass().add("request-table");
        table.setAccessibleText(texts.of("page.requests"));
        strip = new RunningStrip(texts, figures, columns, model::cancel);
        keep(model.runningProperty().subscribe(strip::show));
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
                                texts.of("requests.none.found.more"),
                                Buttons.plain(
                                        texts.of("requests.filter.clear"),
                                        Feather.X,
                                        () -> filter.terms().clear())));
        VBox page = Boxes.column(0, head(), toolbar(), trouble, strip, Boxes.grow(middle), foot());
        root = new HBox(Boxes.styled(Boxes.grow(page), "page"), inspector);
        Boxes.show(inspector, false);
        listen();
    }

    private Node head() {
        Button pause = Buttons.plain("", Feather.PAUSE, this::pauseOrFollow);
        keep(
                model.followingProperty()
                        .subscribe(following -> {
                            pause.setText(
                                    texts.of(following ? "requests.pause" : "requests.follow"));
                            pause.setGraphic(Icons.of(following ? Feather.PAUSE : Feather.PLAY));
                            live.setText(
                                    texts.of(following ? "requests.following" : "requests.paused"));
                            live.getStyleClass()
                                    .setAll("label", "pill", following ? "accent" : "warning");
                        }));
        return Boxes.styled(
                Boxes.row(
                        8,
                        Labels.of(texts.of("page.requests"), "page-title"),
                        live,
                        Boxes.spacer(),
                        Buttons.plain(texts.of("bodies.title"), Feather.ARCHIVE, this::askBodies),
                        pause,
                        export()),
                "page-head");
    }

    private void pauseOrFollow() {
        model.followingProperty().set(!model.followingProperty().get());
    }

    private MenuButton export() {
        MenuButton menu =
                Boxes.styled(
                        new MenuButton(texts.of("requests.export"), Icons.of(Feather.DOWNLOAD)),
                        "plain");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (RequestExport.Form form : RequestExport.Form.values()) {
            MenuItem item = new MenuItem(form.name());
            item.setOnAction(event -> askWhere(form));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void askWhere(RequestExport.Form form) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("requests.export"));
        chooser.setInitialFileName("requests." + form.ending());
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            export(form, file.toPath());
        }
    }

    /// Writes what passes the filter to the file and says so.
    void export(RequestExport.Form form, Path file) {
        RequestFilter passing = model.passing();
        model.work(
                () ->
                        new RequestExport(model.gateway().requests())
                                .write(file, form, passing, MOST_EXPORTED),
                written ->
                        tools.toasts()
                                .say(texts.of("requests.exported", written, file.getFileName())),
                failure -> tools.toasts().say(String.valueOf(failure.getMessage())));
    }

    private Node toolbar() {
        HBox bar = Boxes.row(8, Boxes.grow(filter));
        for (SavedView view : SavedView.values()) {
            String id = view.name().toLowerCase(Locale.ROOT);
            ToggleButton chip =
                    Boxes.styled(
                            new ToggleButton(texts.of("requests.view." + id)), "chip", "square");
            chip.setMinWidth(Region.USE_PREF_SIZE);
            chip.setUserData(view);
            chip.setOnAction(event -> toggle(view));
            saved.add(chip);
            bar.getChildren().add(chip);
        }
        showOwnViews();
        bar.getChildren()
                .addAll(
                        ownViews,
                        Buttons.icon(Feather.STAR, texts.of("requests.view.save"), this::askName),
                        TimeRangeMenu.of(tools, filter.terms()),
                        table.chooser(texts.of("columns")));
        return Boxes.styled(bar, "toolbar");
    }

    private void showOwnViews() {
        ownViews.getChildren().clear();
        own.all()
                .forEach((name, terms) -> {
                    Button view =
                            Boxes.styled(
                                    new Button(name, Icons.small(Feather.STAR)), "chip", "square");
                    view.setTooltip(new Tooltip(terms));
                    view.setOnAction(event -> filter.set(terms));
                    MenuItem remove =
                            Buttons.item(
                                    texts.of("remove.one", name),
                                    () -> {
                                        own.remove(name);
                                        showOwnViews();
                                    });
                    view.setContextMenu(new ContextMenu(remove));
                    view.setOnKeyPressed(event -> {
                        if (event.getCode() == KeyCode.DELETE) {
                            remove.fire();
                        }
                    });
                    ownViews.getChildren().add(view);
                });
        Boxes.show(ownViews, !ownViews.getChildren().isEmpty());
    }

    /// Keeps the filter as it is now under a name.
    private void askName() {
        String terms = model.filterProperty().get();
        if (terms.isBlank()) {
            tools.toasts().say(texts.of("requests.view.nothing"));
            return;
        }
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("requests.view.save"), terms, texts.of("save")),
                        new NameForm(texts, terms),
                        (name, done, failed) -> {
                            own.add(name, terms);
                            showOwnViews();
                            done.run();
                        })
                .show();
    }

    private void askBodies() {
        BodyLog bodies = model.gateway().bodies();
        model.work(
                bodies::total,
                total ->
                        new DrawerForm<>(
                                        texts,
                                        tools.overlay(),
                                        new DrawerForm.Words(
                                                texts.of("bodies.title"), "", texts.of("save")),
                                        new BodiesForm(
                                                tools,
                                                bodies.policy(),
                                                total,
                                                model.gateway().keys().list(),
                                                this::clearBodies),
                                        (BodyPolicy policy,
                                                Runnable done,
                                                Consumer<? super RuntimeException> failed) ->
                                                model.work(
                                                        () -> {
                                                            bodies.set(policy);
                                                            return policy;
                                                        },
                                                        set -> done.run(),
                                                        failed))
                                .show(),
                failure -> tools.toasts().say(String.valueOf(failure.getMessage())));
    }

    private void clearBodies(Label kept) {
        model.work(
                () -> model.gateway().bodies().clear(),
                removed -> kept.setText(texts.of("bodies.cleared", removed)),
                failure -> kept.setText(String.valueOf(failure.getMessage())));
    }

    private void toggle(SavedView view) {
        if (view.isAmong(filter.terms())) {
            filter.terms().remove(view.filter());
        } else {
            filter.terms().add(view.filter());
        }
    }

    private Node foot() {
        Button more =
                Boxes.styled(Buttons.link(texts.of("requests.more"), model::more), "secondary");
        keep(
                model.progressProperty()
                        .subscribe(now ->
                                Boxes.show(
                                        more,
                                        now.back() != null
                                                && !now.searching()
                                                && model.rows().size() < RequestsViewModel.MOST)));
        return Boxes.styled(Boxes.row(16, count, sums, Boxes.spacer(), reach, more), "page-foot");
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
        keep(model.filterProperty().subscribe(now -> showSaved()));
        model.rows().addListener(rowsListener);
        keep(() -> model.rows().removeListener(rowsListener));
        keep(model.progressProperty().subscribe(this::showProgress));
        keep(table.getSelectionModel().selectedItemProperty().subscribe(this::choose));
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        table.skinProperty().subscribe(skin -> watchTheEnd());
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
            pauseOrFollow();
            event.consume();
        }
    }

    private void showSaved() {
        for (ToggleButton chip : saved) {
            chip.setSelected(
                    chip.getUserData() instanceof SavedView view && view.isAmong(filter.terms()));
        }
    }

    private void showRows() {
        List<RequestRecord> rows = model.rows();
        count.setText(texts.of("requests.count", rows.size()));
        long tokens = 0;
        Money cost = Money.ZERO;
        for (RequestRecord row : rows) {
            if (row.receipt() != null) {
                tokens += row.receipt().usage().input() + row.receipt().usage().output();
                cost = cost.plus(row.charged());
            }
        }
        sums.setText(
                rows.isEmpty()
                        ? ""
                        : texts.of("tokens.brief", figures.compact(tokens))
                                + "    "
                                + figures.sum(cost));
        showMiddle();
    }

    private void showMiddle() {
        boolean loading = model.progressProperty().get().state() instanceof PageState.Loading;
        boolean searching = model.progressProperty().get().searching();
        if (!model.rows().isEmpty() || loading || searching) {
            middle.getChildren().setAll(Boxes.grow(table));
        } else {
            middle.getChildren().setAll(model.filterProperty().get().isEmpty() ? none : filtered);
        }
    }

    private void showProgress(RequestsViewModel.Progress now) {
        Boxes.show(trouble, now.state() instanceof PageState.Failed);
        if (now.state() instanceof PageState.Failed failed) {
            trouble.getChildren()
                    .setAll(
                            new Note("danger", texts.of("page.failed", failed.reason()))
                                    .with(
                                            Buttons.small(
                                                    texts.of("page.again"),
                                                    Feather.REFRESH_CW,
                                                    model::begin)));
        }
        String back = now.back() == null ? "" : figures.dateTime(now.back());
        reach.setText(
                now.back() == null
                        ? texts.of("requests.reach.all")
                        : texts.of(
                                now.searching()
                                        ? "requests.reach.searching"
                                        : "requests.reach.back",
                                back));
        showMiddle();
    }

    private void choose(@Nullable RequestRecord row) {
        if (row != null && !row.id().equals(chosen)) {
            inspect(row);
        }
    }

    private void inspect(RequestRecord row) {
        chosen = row.id();
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
    public void shown() {
        if (model.progressProperty().get().state() instanceof PageState.Loading) {
            model.begin();
        }
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
    }
}
