package dev.syngate.ui.parts;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.text.TextAlignment;

/// Names at the left, what is known about them at the right.
public final class Facts extends GridPane {
    public Facts() {
        getStyleClass().add("facts");
    }

    public Facts add(String name, String value) {
        Label said = Labels.of(value, "secondary-strong");
        said.setWrapText(true);
        said.setTextAlignment(TextAlignment.RIGHT);
        said.setMinHeight(USE_PREF_SIZE);
        return add(name, said);
    }

    public Facts add(String name, Node value) {
        Label label = Labels.whole(name, "secondary");
        GridPane.setHgrow(value, Priority.ALWAYS);
        GridPane.setHalignment(value, HPos.RIGHT);
        GridPane.setValignment(label, VPos.TOP);
        addRow(getRowCount(), label, value);
        return this;
    }
}
