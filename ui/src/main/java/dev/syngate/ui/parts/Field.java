package dev.syngate.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A control with its name above, and below it a hint or what is wrong.
public final class Field extends VBox {
    private final Label hint = Labels.of("", "hint");
    private final Node control;
    private String calm = "";

    public Field(String name, Node control) {
        super(6);
        this.control = control;
        getStyleClass().add("field");
        Label label = Labels.of(name, "field-name");
        label.setLabelFor(control);
        hint.setWrapText(true);
        getChildren().addAll(label, control, hint);
        Boxes.show(hint, false);
    }

    /// Puts a node at the right of the name.
    public Field beside(Node node) {
        HBox head = Boxes.row(8, getChildren().getFirst(), Boxes.spacer(), node);
        getChildren().add(0, head);
        return this;
    }

    /// From now on what is wrong is forgotten as soon as the value changes.
    void forgetErrorOnChange() {
        Inputs.onChange(control, () -> error(""));
    }

    /// What to know about the field; empty: nothing.
    public void hint(String text) {
        calm = text;
        hint.setText(text);
        hint.getStyleClass().remove("danger");
        Boxes.show(hint, !text.isEmpty());
    }

    /// What is wrong with its value; empty: nothing.
    public void error(String text) {
        if (text.isEmpty()) {
            hint(calm);
            return;
        }
        hint.setText(text);
        if (!hint.getStyleClass().contains("danger")) {
            hint.getStyleClass().add("danger");
        }
        Boxes.show(hint, true);
    }
}
