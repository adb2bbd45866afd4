package dev.syngate.ui.frame;

import dev.syngate.ui.firstrun.FirstRunSheet;
import dev.syngate.ui.page.Navigation;
import dev.syngate.ui.page.Page;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Overlay;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.parts.WorkBar;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The window's content: top bar, sidebar, the open page and what lies over it.
public final class Frame extends BorderPane implements Navigation {
    private static final double NARROW = 960;
    private static final KeyCombination CREATE =
            new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination PALETTE =
            new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination FOLD =
            new KeyCodeCombination(KeyCode.B, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final FrameViewModel model;
    private final WindowPreferences preferences;
    private final TopBar topBar;
    private final Sidebar sidebar;
    private final List<Page> pages;
    private final Map<Page, PageView> views = new HashMap<>();
    private final StackPane place = new StackPane();
    private final Overlay overlay = new Overlay();
    private final PageTools tools;
    private final Subscription subscription;
    private @Nullable FirstRunSheet firstRun;
    private @Nullable ClosingSheet closing;
    private boolean held;
    private @Nullable Page open;

    /// @param pages makes the pages, which work with the tools
    public Frame(
            Texts texts,
            Figures figures,
            FrameViewModel model,
            WindowPreferences preferences,
            Consumer<String> openLink,
            Function<PageTools, List<Page>> pages) {
        getStyleClass().add("frame");
        this.model = model;
        Toasts toasts = new Toasts(texts);
        WorkBar work = new WorkBar(texts);
        tools = new PageTools(texts, figures, overlay, toasts, work, this, preferences, openLink);
        this.pages = pages.apply(tools);
        this.preferences = preferences;
        topBar = new TopBar(texts, figures, model, preferences, this::showLog, this::jump);
        sidebar = new Sidebar(texts, this.pages, this::open, this::fold);
        setTop(topBar);
        setLeft(sidebar);
        setCenter(new StackPane(place, overlay.node(), toasts.node()));
        setBottom(work);
        MenuPlace.keepInside(this);
        addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        widthProperty().subscribe(width -> fit());
        subscription = model.newVersionProperty().subscribe(this::tell);
    }

    /// Once for each version; the sheet lets a person decide.
    private void tell(@Nullable NewVersion newer) {
        if (newer != null) {
            tools.toasts()
                    .offer(
                            tools.texts().of("settings.updates.newer", newer.version()),
                            tools.texts().of("settings.updates.what"),
                            () -> afterLeaving(new NewVersionSheet(tools, newer)::show));
        }
    }

    /// Opens the page with the id; one that does not exist: nothing happens.
    @Override
    public void open(String id) {
        pages.stream().filter(page -> page.id().equals(id)).findFirst().ifPresent(this::open);
    }

    @Override
    public void open(String id, String what) {
        open(id);
        view().ifPresent(view -> view.show(what));
    }

    private void open(Page page) {
        if (!overlay.leave()) {
            sidebar.select(open == null ? page : open);
            return;
        }
        sidebar.select(page);
        if (page.equals(open)) {
            return;
        }
        view().ifPresent(PageView::hidden);
        open = page;
        PageView view = views.computeIfAbsent(page, one -> one.view().get());
        view.root().setOpacity(1);
        place.getChildren().setAll(view.root());
        view.shown();
        fit();
    }

    /// Makes a page that is not open yet, and lays it out unseen behind the open one until
    /// [#prepared], so that it opens at once.
    public void prepare(String id) {
        pages.stream()
                .filter(page -> page.id().equals(id) && !views.containsKey(page))
                .findFirst()
                .ifPresent(page -> {
                    PageView view = page.view().get();
                    views.put(page, view);
                    view.prepare();
                    view.root().setOpacity(0);
                    place.getChildren().addFirst(view.root());
                });
    }

    /// Takes away what [#prepare] laid out, unless it was opened meanwhile.
    public void prepared() {
        view().ifPresent(view -> place.getChildren().retainAll(List.of(view.root())));
    }

    private Optional<PageView> view() {
        return Optional.ofNullable(open).map(views::get);
    }

    /// Ends what the pages listen to; the frame is not used any more.
    public void close() {
        subscription.unsubscribe();
        topBar.close();
        views.values().forEach(PageView::close);
    }

    /// Shows the first steps over the open page.
    public void welcome(Function<PageTools, FirstRunSheet> sheet) {
        FirstRunSheet made = sheet.apply(tools);
        firstRun = made;
        made.show();
    }

    /// Puts the focus where work starts.
    public void start() {
        view().ifPresent(PageView::shown);
    }

    /// The id of the open page.
    public String openPage() {
        return open == null ? "" : open.id();
    }

    /// The ids of all pages, in the order of the sidebar.
    public List<String> pageIds() {
        return pages.stream().map(Page::id).toList();
    }

    /// Looks at the gateway again; called four times a second.
    public void pulse() {
        model.refresh();
        view().ifPresent(PageView::pulse);
        if (firstRun != null) {
            firstRun.pulse();
        }
        if (closing != null) {
            closing.tell(model.snapshotProperty().get().inFlight());
        }
        fit();
    }

    /// Ctrl and plus, minus or nought.
    private boolean zoom(KeyEvent event) {
        if (!event.isShortcutDown()) {
            return false;
        }
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> preferences.zoomBy(1);
            case MINUS, SUBTRACT -> preferences.zoomBy(-1);
            case DIGIT0, NUMPAD0 -> preferences.zoomBy(0);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fit() {
        boolean narrow =
                preferences.narrowProperty().get()
                        || getWidth() < NARROW
                        || view().map(view -> view.wantsRoom(getWidth())).orElse(false);
        sidebar.narrow(narrow);
        topBar.fit(narrow, getWidth());
    }

    private void fold() {
        preferences.narrowProperty().set(!preferences.narrowProperty().get());
        fit();
    }

    private void press(KeyEvent event) {
        if (zoom(event)) {
            event.consume();
        }
        if (open == null || overlay.isShown()) {
            return;
        }
        if (PALETTE.match(event)) {
            jump();
            event.consume();
        } else if (FOLD.match(event)) {
            fold();
            event.consume();
        } else if (CREATE.match(event)) {
            view().ifPresent(PageView::create);
            event.consume();
        } else if (SEARCH.match(event)) {
            view().ifPresent(PageView::search);
            event.consume();
        } else if (event.isShortcutDown() && !event.getText().isEmpty()) {
            pages.stream()
                    .filter(page -> event.getText().equals(page.shortcut()))
                    .findFirst()
                    .ifPresent(page -> {
                        open(page);
                        event.consume();
                    });
        }
    }

    private void jump() {
        if (open == null || !overlay.leave()) {
            return;
        }
        PaletteCommands commands =
                new PaletteCommands(tools.texts(), model, preferences, this, this::create);
        Palette palette =
                new Palette(tools.texts(), overlay, commands.of(pages), commands::requests);
        palette.show();
        model.things(found -> palette.offer(commands.of(pages, found)));
    }

    private void create(String page) {
        open(page);
        view().ifPresent(PageView::create);
    }

    /// Shows what the program itself has to say.
    void showLog() {
        if (overlay.leave()) {
            new LogSheet(tools, ProgramLog.ofProcess().lines()).show();
        }
    }

    /// Says something at the bottom.
    public void say(String message) {
        tools.toasts().say(message);
    }

    /// Leaves what lies over the page, then does something; what would be lost is waited for.
    public void afterLeaving(Runnable action) {
        overlay.afterLeaving(action);
    }

    /// Asks what becomes of what would be lost when the window closes.
    ///
    /// @param close closes it
    /// @return whether nothing would be lost, so that it may close at once
    public boolean mayClose(Runnable close) {
        if (!overlay.leave()) {
            boolean warned = held;
            held = true;
            tools.toasts().say(tools.texts().of("closing.held"));
            return warned;
        }
        int running = model.snapshotProperty().get().inFlight();
        if (running == 0) {
            return true;
        }
        closing = new ClosingSheet(tools, close);
        closing.show(running);
        return false;
    }
}
