package dev.syngate.ui.parts;

import dev.syngate.ui.texts.Texts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Short messages at the bottom of the window; the newest replaces the one before.
public final class Toasts {
    private static final Duration SHOWN = Duration.seconds(10);
    private final Texts texts;
    private final StackPane layer = new StackPane();
    private final PauseTransition leave = new PauseTransition(SHOWN);

    public Toasts(Texts texts) {
        this.texts = texts;
        layer.setPickOnBounds(false);
        layer.setMouseTransparent(false);
        leave.setOnFinished(event -> layer.getChildren().clear());
    }

    /// The layer that lies over the page.
    public StackPane node() {
        return layer;
    }

    /// Says something that needs no answer.
    public void say(String message) {
        show(Boxes.row(12, Labels.whole(message), close()));
    }

    /// Says what was done and offers to undo it for ten seconds.
    public void undoable(String message, Runnable undo) {
        show(
                Boxes.row(
                        12,
                        Labels.whole(message),
                        Buttons.link(
                                texts.of("undo"),
                                () -> {
                                    layer.getChildren().clear();
                                    undo.run();
                                }),
                        close()));
    }

    private Button close() {
        return Buttons.icon(Feather.X, texts.of("close"), () -> layer.getChildren().clear());
    }

    private void show(HBox toast) {
        toast.getStyleClass().add("toast");
        toast.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(toast, Pos.BOTTOM_CENTER);
        layer.getChildren().setAll(toast);
        leave.playFromStart();
    }
}
