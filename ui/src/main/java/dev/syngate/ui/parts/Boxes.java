package dev.syngate.ui.parts;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Rows, columns and the space between.
public final class Boxes {
    private Boxes() {}

    /// Nodes side by side, centred on one line.
    public static HBox row(double gap, Node... nodes) {
        HBox row = new HBox(gap, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// Nodes below each other, as wide as the column.
    public static VBox column(double gap, Node... nodes) {
        return new VBox(gap, nodes);
    }

    /// Takes all room that is left in a row.
    public static Region spacer() {
        return grow(new Region());
    }

    /// Lets the node take all room that is left in its row or column.
    public static <N extends Region> N grow(N node) {
        node.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(node, Priority.ALWAYS);
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }

    /// A thin upright line between things in a row.
    public static Region divider() {
        Region line = new Region();
        line.getStyleClass().add("divider");
        return line;
    }

    /// Adds style classes and returns the node.
    public static <N extends Node> N styled(N node, String... classes) {
        node.getStyleClass().addAll(classes);
        return node;
    }

    /// Makes these the only ones in the box. Where they are that already nothing happens: a node
    /// that comes back into a scene gets all its styles anew, a table each of its cells.
    public static void only(Pane box, Node... nodes) {
        if (!box.getChildren().equals(List.of(nodes))) {
            box.getChildren().setAll(nodes);
        }
    }

    /// Shows the node or takes it out of the layout.
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
