package dev.syngate.ui.parts;

import atlantafx.base.controls.ModalPane;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What lies over a page: one drawer or sheet at a time, with the page darkened behind it.
public final class Overlay {
    private static final double DRAWER_WIDTH = 480;
    private final ModalPane pane = new ModalPane();
    private Subscription focus = Subscription.EMPTY;
    private @Nullable Node held;
    private @Nullable Node before;
    private Runnable leave = () -> {};
    private Runnable whenGone = () -> {};

    public Overlay() {
        pane.setPersistent(true);
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.sceneProperty()
                .subscribe(scene -> {
                    focus.unsubscribe();
                    focus =
                            scene == null
                                    ? Subscription.EMPTY
                                    : scene.focusOwnerProperty().subscribe(this::hold);
                });
    }

    /// The layer that lies over the page.
    public Node node() {
        return pane;
    }

    /// Shows a drawer at the right.
    ///
    /// @param first gets the focus
    /// @param escape what the Escape key does
    public void showDrawer(Region drawer, Node first, Runnable escape) {
        pane.setAlignment(Pos.CENTER_RIGHT);
        drawer.setMinWidth(DRAWER_WIDTH);
        drawer.setPrefWidth(DRAWER_WIDTH);
        drawer.setMaxWidth(DRAWER_WIDTH);
        drawer.prefHeightProperty().bind(pane.heightProperty());
        drawer.maxHeightProperty().bind(pane.heightProperty());
        show(above(Boxes.styled(drawer, "drawer"), "drawer-shadow"), first, escape);
    }

    /// Shows a sheet in the middle.
    ///
    /// @param first gets the focus
    /// @param escape what the Escape key does
    public void showSheet(Region sheet, double width, Node first, Runnable escape) {
        pane.setAlignment(Pos.CENTER);
        sheet.setMinWidth(width);
        sheet.setMaxWidth(width);
        sheet.setMaxHeight(Region.USE_PREF_SIZE);
        show(above(Boxes.styled(sheet, "modal-sheet"), "sheet-shadow"), first, escape);
    }

    /// Lays the content over a shadow of its own: one that the content itself threw would be drawn
    /// anew with each blink of a caret in it.
    private static Region above(Region content, String shadow) {
        Region below = Boxes.styled(new Region(), shadow);
        below.setCache(true);
        below.setMouseTransparent(true);
        StackPane both = new StackPane(below, content);
        both.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return both;
    }

    private void show(Region content, Node first, Runnable escape) {
        leave = escape;
        content.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        event.consume();
                        escape.run();
                    }
                });
        if (!isShown() && pane.getScene() != null) {
            before = pane.getScene().getFocusOwner();
        }
        pane.hide(true);
        pane.show(content);
        // The pane takes its content in only with its skin.
        pane.applyCss();
        pane.layout();
        first.requestFocus();
        held = first;
    }

    /// Keeps the focus within what is shown.
    private void hold(@Nullable Node owner) {
        if (held != null && isShown() && (owner == null || !isInside(owner))) {
            held.requestFocus();
        }
    }

    private boolean isInside(Node node) {
        for (Node one = node; one != null; one = one.getParent()) {
            if (one == pane) {
                return true;
            }
        }
        return false;
    }

    /// Takes it away; the focus goes back to where it was.
    public void hide() {
        held = null;
        pane.hide(true);
        if (before != null && before.getScene() != null) {
            before.requestFocus();
        }
        before = null;
        leave = () -> {};
        Runnable waiting = whenGone;
        whenGone = () -> {};
        waiting.run();
    }

    /// Does what Escape does with what is shown; answers whether nothing is shown any more. What
    /// would be lost stays.
    public boolean leave() {
        if (isShown()) {
            leave.run();
        }
        return !isShown();
    }

    /// Leaves what is shown, then does something: at once, or when a person has closed what would
    /// have been lost.
    public void afterLeaving(Runnable action) {
        if (leave()) {
            action.run();
        } else {
            whenGone = action;
        }
    }

    public boolean isShown() {
        return pane.isDisplay();
    }
}
