package dev.syngate.ui.frame;

import dev.syngate.ui.firstrun.FirstRunSheet;
import dev.syngate.ui.page.Navigation;
import dev.syngate.ui.page.Page;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Overlay;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The window's content: top bar, sidebar, the open page and what lies over it.
public final class Frame extends BorderPane implements Navigation {
    private static final KeyCombination CREATE =
            new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination PALETTE =
            new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final FrameViewModel model;
    private final TopBar topBar;
    private final Sidebar sidebar;
    private final List<Page> pages;
    private final Map<Page, PageView> views = new HashMap<>();
    private final StackPane place = new StackPane();
    private final Overlay overlay = new Overlay();
    private final PageTools tools;
    private @Nullable FirstRunSheet firstRun;
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
        tools = new PageTools(texts, figures, overlay, toasts, this, openLink);
        this.pages = pages.apply(tools);
        topBar = new TopBar(texts, figures, model, preferences);
        sidebar = new Sidebar(texts, this.pages, this::open);
        setTop(topBar);
        setLeft(sidebar);
        setCenter(new StackPane(place, overlay.node(), toasts.node()));
        addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        widthProperty().subscribe(width -> fit());
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
        sidebar.select(page);
        if (page.equals(open)) {
            return;
        }
        view().ifPresent(PageView::hidden);
        overlay.hide();
        open = page;
        PageView view = views.computeIfAbsent(page, one -> one.view().get());
        place.getChildren().setAll(view.root());
        view.shown();
        fit();
    }

    private Optional<PageView> view() {
        return Optional.ofNullable(open).map(views::get);
    }

    /// Ends what the pages listen to; the frame is not used any more.
    public void close() {
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
        fit();
    }

    private void fit() {
        boolean narrow = view().map(view -> view.wantsRoom(getWidth())).orElse(false);
        sidebar.narrow(narrow);
        topBar.narrow(narrow);
    }

    private void press(KeyEvent event) {
        if (open == null || overlay.isShown()) {
            return;
        }
        if (PALETTE.match(event)) {
            new Palette(tools.texts(), overlay, commands()).show();
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

    private List<Palette.Command> commands() {
        Texts texts = tools.texts();
        List<Palette.Command> commands = new ArrayList<>();
        for (Page page : pages) {
            String shortcut = page.shortcut().isEmpty() ? "" : "Ctrl " + page.shortcut();
            commands.add(
                    new Palette.Command(
                            page.icon(),
                            texts.of("page." + page.id()),
                            shortcut,
                            () -> open(page)));
        }
        commands.add(newOne(Feather.KEY, "keys"));
        commands.add(newOne(Feather.SERVER, "providers"));
        commands.add(newOne(Feather.BOX, "models"));
        commands.add(newOne(Feather.LAYERS, "groups"));
        commands.add(newOne(Feather.CREDIT_CARD, "balance"));
        commands.add(
                new Palette.Command(
                        Feather.COPY,
                        texts.of("gateway.copy"),
                        model.baseUrl(),
                        () -> CopyButton.copy(model.baseUrl())));
        boolean running = !model.baseUrl().isEmpty();
        commands.add(
                new Palette.Command(
                        running ? Feather.PAUSE : Feather.PLAY,
                        texts.of(running ? "gateway.pause" : "gateway.resume"),
                        "",
                        running ? model::pause : model::resume));
        return commands;
    }

    private Palette.Command newOne(Ikon icon, String page) {
        return new Palette.Command(
                icon,
                tools.texts().of(page + ".new"),
                "",
                () -> {
                    open(page);
                    view().ifPresent(PageView::create);
                });
    }
}
