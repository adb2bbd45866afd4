package dev.syngate.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One or two sentences that must be seen.
public final class Note extends HBox {
    private final Label words;

    /// @param tone `warning` or `danger`
    public Note(String tone, String text) {
        super(8);
        getStyleClass().addAll("note", tone);
        words = Labels.of(text);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        VBox column = Boxes.grow(Boxes.column(8, words));
        getChildren()
                .addAll(
                        Icons.of(
                                tone.equals("danger")
                                        ? Feather.ALERT_CIRCLE
                                        : Feather.ALERT_TRIANGLE),
                        column);
    }

    /// Adds what can be done about it.
    public Note with(Node... actions) {
        ((VBox) words.getParent()).getChildren().add(Boxes.row(8, actions));
        return this;
    }
}
