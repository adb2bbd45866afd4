package dev.syngate.ui.frame;

import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.function.BiFunction;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The window's content: top bar, sidebar, the open page and what lies over it.
public final class Frame extends BorderPane {
    private static final KeyCombination CREATE =
            new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final FrameViewModel model;
    private final TopBar topBar;
    private final Sidebar sidebar;
    private final List<Page> pages;
    private final StackPane place = new StackPane();
    private final Overlay overlay = new Overlay();
    private @Nullable Page open;

    /// @param pages makes the pages, which may use the overlay and the toasts
    public Frame(
            Texts texts,
            Figures figures,
            FrameViewModel model,
            WindowPreferences preferences,
            BiFunction<Overlay, Toasts, List<Page>> pages) {
        getStyleClass().add("frame");
        this.model = model;
        Toasts toasts = new Toasts(texts);
        this.pages = pages.apply(overlay, toasts);
        topBar = new TopBar(texts, figures, model, preferences);
        sidebar = new Sidebar(texts, this.pages, this::open);
        setTop(topBar);
        setLeft(sidebar);
        setCenter(new StackPane(place, overlay.node(), toasts.node()));
        addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        widthProperty().subscribe(width -> fit());
        open(this.pages.getFirst());
    }

    /// Opens the page with the id.
    public void open(String id) {
        pages.stream().filter(page -> page.id().equals(id)).findFirst().ifPresent(this::open);
    }

    private void open(Page page) {
        sidebar.select(page);
        if (page.equals(open)) {
            return;
        }
        if (open != null) {
            open.view().hidden();
        }
        overlay.hide();
        open = page;
        place.getChildren().setAll(page.view().root());
        page.view().shown();
        fit();
    }

    /// Puts the focus where work starts.
    public void start() {
        if (open != null) {
            open.view().shown();
        }
    }

    /// Lets go of everything that outlives this frame.
    public void dispose() {
        pages.forEach(page -> page.view().dispose());
    }

    /// The id of the open page.
    public String openPage() {
        return open == null ? "" : open.id();
    }

    /// Looks at the gateway again; called four times a second.
    public void pulse() {
        model.refresh();
        if (open != null) {
            open.view().pulse();
        }
        fit();
    }

    private void fit() {
        boolean narrow = open != null && open.view().wantsRoom(getWidth());
        sidebar.narrow(narrow);
        topBar.narrow(narrow);
    }

    private void press(KeyEvent event) {
        if (open == null || overlay.isShown()) {
            return;
        }
        if (CREATE.match(event)) {
            open.view().create();
            event.consume();
        } else if (SEARCH.match(event)) {
            open.view().search();
            event.consume();
        } else if (event.isShortcutDown()) {
            pages.stream()
                    .filter(page -> event.getText().equals(Integer.toString(page.digit())))
                    .findFirst()
                    .ifPresent(page -> {
                        open(page);
                        event.consume();
                    });
        }
    }
}
