package dev.syngate.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Part of a form that most people never need: its name, a few words on what is set in it, and its
/// fields when it is open.
public final class Fold extends VBox {
    private final VBox inside;
    private final FontIcon arrow = Icons.small(Feather.CHEVRON_RIGHT);
    private final Label summary = Labels.whole("", "secondary");

    public Fold(String name, Node... fields) {
        super(16);
        inside = Boxes.column(16, fields);
        getChildren().addAll(head(name), inside);
        Boxes.show(inside, false);
    }

    private Button head(String name) {
        HBox line = Boxes.row(8, arrow, Labels.of(name, "strong"), Boxes.spacer(), summary);
        Button head = Boxes.styled(new Button("", line), "fold");
        head.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        head.setAccessibleText(name);
        head.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(head.widthProperty());
        head.setOnAction(event -> open(!inside.isVisible()));
        return head;
    }

    /// Adds another field.
    public void add(Node field) {
        inside.getChildren().add(field);
    }

    /// Says at the right of the name what is set.
    public void summary(String words) {
        summary.setText(words);
    }

    /// Shows its fields, or only its name.
    public void open(boolean opened) {
        Boxes.show(inside, opened);
        arrow.setIconCode(opened ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
    }

    /// Opens whatever the node is folded in.
    static void reveal(Node node) {
        for (Node one = node; one != null; one = one.getParent()) {
            if (one instanceof Fold fold) {
                fold.open(true);
            }
        }
    }
}
