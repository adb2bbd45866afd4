package dev.syngate.ui.frame;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.stage.Window;

/// Where the menus of buttons open: JavaFX keeps them on the screen, this keeps them in the window.
final class MenuPlace {
    private static final double MARGIN = 8;

    private MenuPlace() {}

    /// From now on menus that open below the node end before the window's right edge.
    static void keepInside(Node around) {
        around.addEventHandler(MenuButton.ON_SHOWN, MenuPlace::place);
    }

    private static void place(Event event) {
        if (event.getTarget() instanceof MenuButton button) {
            for (Window window : Window.getWindows()) {
                if (window instanceof ContextMenu menu && button.equals(menu.getOwnerNode())) {
                    place(menu, button.getScene().getRoot());
                }
            }
        }
    }

    private static void place(ContextMenu menu, Node root) {
        double edge = root.localToScreen(root.getLayoutBounds()).getMaxX() - MARGIN;
        double width = menu.getSkin().getNode().prefWidth(-1);
        if (menu.getAnchorX() + width > edge) {
            menu.setAnchorX(edge - width);
        }
    }
}
