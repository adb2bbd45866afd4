package dev.syngate.ui.parts;

import atlantafx.base.controls.Notification;
import dev.syngate.ui.texts.Texts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// Short messages at the bottom of the window; the newest replaces the one before.
public final class Toasts {
    private static final Duration SHOWN = Duration.seconds(10);
    private static final double WIDEST = 560;
    private final Texts texts;
    private final StackPane layer = new StackPane();
    private final PauseTransition leave = new PauseTransition(SHOWN);

    public Toasts(Texts texts) {
        this.texts = texts;
        layer.setPickOnBounds(false);
        layer.setMouseTransparent(false);
        leave.setOnFinished(event -> clear());
    }

    /// The layer that lies over the page.
    public StackPane node() {
        return layer;
    }

    /// Says something that needs no answer.
    public void say(String message) {
        show(new Notification(message));
    }

    /// Says what was done and offers to undo it for ten seconds.
    public void undoable(String message, Runnable undo) {
        Notification toast = new Notification(message);
        toast.setPrimaryActions(
                Buttons.small(
                        texts.of("undo"),
                        null,
                        () -> {
                            clear();
                            undo.run();
                        }));
        show(toast);
    }

    /// Tells of something that can be looked at; stays until a person does that or closes it.
    public void offer(String message, String what, Runnable look) {
        Notification toast = new Notification(message);
        toast.setPrimaryActions(
                Buttons.small(
                        what,
                        null,
                        () -> {
                            clear();
                            look.run();
                        }));
        show(toast);
        leave.stop();
    }

    private void clear() {
        layer.getChildren().clear();
    }

    private void show(Notification toast) {
        toast.getStyleClass().add("toast");
        toast.setAccessibleText(toast.getMessage());
        toast.setOnClose(event -> clear());
        toast.setMaxWidth(WIDEST);
        toast.setMaxHeight(Region.USE_PREF_SIZE);
        StackPane.setAlignment(toast, Pos.BOTTOM_CENTER);
        layer.getChildren().setAll(toast);
        leave.playFromStart();
    }
}
