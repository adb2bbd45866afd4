package dev.syngate.ui.parts;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A control with its name above, and below it a hint or what is wrong.
public final class Field extends VBox {
    private final Label hint = Labels.of("", "hint");
    private final Node control;
    private final String name;
    private String calm = "";
    private boolean wrong;

    public Field(String name, Node control) {
        super(6);
        this.control = control;
        this.name = name;
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

    public String name() {
        return name;
    }

    /// From now on what is wrong is forgotten as soon as the value changes.
    public void forgetErrorOnChange() {
        Inputs.onChange(control, () -> error(""));
    }

    boolean isWrong() {
        return wrong;
    }

    /// Where a person corrects it.
    void focusInput() {
        Node input = control.lookup(".text-input");
        (input == null ? control : input).requestFocus();
    }

    /// What to know about the field; empty: nothing.
    public void hint(String text) {
        calm = text;
        hint.setText(text);
        hint.getStyleClass().remove("danger");
        Boxes.show(hint, !text.isEmpty());
    }

    /// What is wrong with its value; empty: nothing. What is wrong is seen: whatever it is folded
    /// in opens.
    public void error(String text) {
        wrong = !text.isEmpty();
        control.setAccessibleHelp(text.isEmpty() ? null : text);
        control.pseudoClassStateChanged(Styles.STATE_DANGER, wrong);
        control.lookupAll(".text-input")
                .forEach(input -> input.pseudoClassStateChanged(Styles.STATE_DANGER, wrong));
        if (text.isEmpty()) {
            hint(calm);
            return;
        }
        Fold.reveal(this);
        hint.setText(text);
        if (!hint.getStyleClass().contains("danger")) {
            hint.getStyleClass().add("danger");
        }
        Boxes.show(hint, true);
    }
}
