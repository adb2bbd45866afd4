package dev.syngate.ui;

import atlantafx.base.controls.Notification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;

/// Finds what a person would find in a scene. FX thread only.
record Parts(Scene scene) {
    private Stream<Node> nodes(String selector) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene.getRoot().lookupAll(selector).stream();
    }

    <N extends Node> List<N> all(Class<N> type, String selector) {
        return nodes(selector).filter(type::isInstance).map(type::cast).toList();
    }

    <N extends Node> N first(Class<N> type, String selector) {
        return all(type, selector).stream().findFirst().orElseThrow();
    }

    boolean has(Class<? extends Node> type, String selector) {
        return !all(type, selector).isEmpty();
    }

    /// Whether a visible label, or a message at the bottom, says the words.
    boolean shows(String words) {
        return nodes(".label")
                        .map(Labeled.class::cast)
                        .filter(label -> label.getText() != null && isShown(label))
                        .anyMatch(label -> label.getText().contains(words))
                || all(Notification.class, ".toast").stream()
                        .anyMatch(toast -> toast.getMessage().contains(words));
    }

    private static boolean isShown(Node node) {
        return node == null || (node.isVisible() && isShown(node.getParent()));
    }

    /// The button with the text, or without text with the name.
    Button button(String name) {
        Optional<Button> found =
                all(Button.class, ".button").stream()
                        .filter(button ->
                                name.equals(button.getText())
                                        || name.equals(button.getAccessibleText()))
                        .filter(Parts::isShown)
                        .findFirst();
        return found.orElseThrow(() -> new AssertionError("no button: " + name));
    }

    /// The choice in the node.
    @SuppressWarnings("unchecked")
    ComboBox<Object> combo(Node around) {
        return (ComboBox<Object>) around.lookup(".combo-box");
    }

    /// The choice with the name that is read out.
    @SuppressWarnings("unchecked")
    ComboBox<Object> combo(String name) {
        return all(ComboBox.class, ".combo-box").stream()
                .filter(one -> name.equals(one.getAccessibleText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no choice: " + name));
    }

    void toggle(String name) {
        all(ToggleButton.class, ".toggle-button").stream()
                .filter(toggle -> name.equals(toggle.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no toggle: " + name))
                .fire();
    }

    /// The line of a menu button's menu.
    MenuItem menuItem(String name) {
        return menuItems(name)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no menu item: " + name));
    }

    boolean hasMenuItem(String name) {
        return menuItems(name).findFirst().isPresent();
    }

    private Stream<MenuItem> menuItems(String name) {
        return all(MenuButton.class, ".menu-button").stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> name.equals(item.getText()));
    }
}
