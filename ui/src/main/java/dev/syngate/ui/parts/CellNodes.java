package dev.syngate.ui.parts;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;

/// Lets the nodes of a cell show another row, so that their styles, which are most of what a table
/// costs when its rows change, are not worked out again. Knows labels, icons, dots, bars and rows
/// of these; FX thread only.
final class CellNodes {
    private CellNodes() {}

    /// @param next newly made; not used any more, whatever came of it
    /// @return false: the nodes can't show it, and must be replaced
    static boolean become(Node shown, Node next) {
        if (shown.getClass() != next.getClass() || !Tip.passOn(next, shown)) {
            return false;
        }
        boolean known =
                switch (shown) {
                    case Label label -> become(label, (Label) next);
                    case Bar bar -> bar.become((Bar) next);
                    case HBox row -> become(row, (HBox) next);
                    case FontIcon icon -> become(icon, (FontIcon) next);
                    case Circle dot -> dot.getRadius() == ((Circle) next).getRadius();
                    case Region space -> space.getClass() == Region.class && isAsWide(space, next);
                    default -> false;
                };
        return known && classes(shown, next);
    }

    private static boolean become(Label label, Label next) {
        if (label.getGraphic() != null || next.getGraphic() != null || !isAsWide(label, next)) {
            return false;
        }
        if (!label.getText().equals(next.getText())) {
            label.setText(next.getText());
            label.setTooltip(next.getTooltip());
        }
        label.setAccessibleText(next.getAccessibleText());
        return true;
    }

    private static boolean become(FontIcon icon, FontIcon next) {
        if (icon.getIconCode() != next.getIconCode()) {
            icon.setIconCode(next.getIconCode());
        }
        return true;
    }

    private static boolean become(HBox row, HBox next) {
        List<Node> parts = row.getChildren();
        List<Node> others = next.getChildren();
        if (parts.size() != others.size()
                || row.getSpacing() != next.getSpacing()
                || row.getAlignment() != next.getAlignment()
                || !isAsWide(row, next)) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!become(parts.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsWide(Region region, Node next) {
        return next instanceof Region other
                && region.getMinWidth() == other.getMinWidth()
                && region.getPrefWidth() == other.getPrefWidth()
                && region.getMaxWidth() == other.getMaxWidth()
                && HBox.getHgrow(region) == HBox.getHgrow(other);
    }

    private static boolean classes(Node shown, Node next) {
        if (!shown.getStyleClass().equals(next.getStyleClass())) {
            shown.getStyleClass().setAll(next.getStyleClass());
        }
        return true;
    }
}
