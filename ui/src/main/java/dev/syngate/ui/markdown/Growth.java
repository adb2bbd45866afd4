package dev.syngate.ui.markdown;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/// Lets nodes of a block take over what has become of the block since, so that the style of what
/// did not change is not worked out again and again while text arrives.
final class Growth {
    private Growth() {}

    /// @param next newly made; not used any more, whatever came of it
    /// @return false: the node can't show it, and must be replaced
    static boolean of(Node node, Node next) {
        return switch (node) {
            case WordFlow flow -> next instanceof WordFlow other && flow.become(other);
            case CodeBlock code -> next instanceof CodeBlock other && code.isLike(other);
            case Text marker ->
                    next instanceof Text other && marker.getText().equals(other.getText());
            case Sideways frame -> next instanceof Sideways other && of(frame.wide(), other.wide());
            case TableGrid grid -> next instanceof TableGrid other && grid.become(other);
            case ListItem item -> next instanceof ListItem other && inside(item, other);
            case VBox column -> next instanceof VBox other && column(column, other);
            default -> false;
        };
    }

    private static boolean column(VBox column, VBox next) {
        if (column.getClass() != next.getClass()
                || !column.getStyleClass().equals(next.getStyleClass())) {
            return false;
        }
        int known = column.getChildren().size();
        if (next.getChildren().size() < known) {
            return false;
        }
        for (int i = 0; i < known; i++) {
            if (!of(column.getChildren().get(i), next.getChildren().get(i))) {
                return false;
            }
        }
        List<Node> more = List.copyOf(next.getChildren().subList(known, next.getChildren().size()));
        next.getChildren().clear();
        column.getChildren().addAll(more);
        return true;
    }

    private static boolean inside(Parent item, Parent next) {
        List<Node> parts = item.getChildrenUnmodifiable();
        List<Node> others = next.getChildrenUnmodifiable();
        if (parts.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!of(parts.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }
}
