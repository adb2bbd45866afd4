package dev.syngate.ui.chat;

import dev.syngate.ui.fx.Pulse;
import dev.syngate.ui.markdown.TextSelection;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;

/// Scrolls while a person selects further than they see: the farther outside the pointer is, the
/// faster.
final class SelectionScroll {
    private static final double BEATS_PER_SECOND = 30;

    /// So much of the distance between pane and pointer is scrolled at a time.
    private static final double SHARE = 0.3;

    private static final double MOST = 60;

    private final ScrollPane scroll;
    private final TextSelection selection;
    private final Runnable up;
    private final Pulse beat = new Pulse(BEATS_PER_SECOND, this::move);
    private double x;
    private double y;

    /// @param up runs when it scrolls up
    SelectionScroll(ScrollPane scroll, TextSelection selection, Runnable up) {
        this.scroll = scroll;
        this.selection = selection;
        this.up = up;
        scroll.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        scroll.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> beat.stop());
    }

    private void dragged(MouseEvent event) {
        x = event.getSceneX();
        y = event.getSceneY();
        if (selection.isSelecting() && beyond() != 0) {
            beat.start();
        } else {
            beat.stop();
        }
    }

    /// How far below the pane the pointer is; above it less than zero.
    private double beyond() {
        Bounds pane = scroll.localToScene(scroll.getLayoutBounds());
        return y < pane.getMinY() ? y - pane.getMinY() : Math.max(0, y - pane.getMaxY());
    }

    private void move() {
        double hidden =
                scroll.getContent().getLayoutBounds().getHeight()
                        - scroll.getViewportBounds().getHeight();
        double step = Math.clamp(beyond() * SHARE, -MOST, MOST);
        if (!selection.isSelecting() || hidden <= 0) {
            beat.stop();
            return;
        }
        if (step < 0) {
            up.run();
        }
        scroll.setVvalue(Math.clamp(scroll.getVvalue() + step / hidden, 0, 1));
        scroll.layout();
        selection.reach(x, y);
    }
}
