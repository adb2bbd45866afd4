package dev.syngate.ui.parts;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The kinds of button a page may have.
public final class Buttons {
    private Buttons() {}

    /// Makes buttons take less room: they show their signs alone, and say the rest on hover.
    public static void signsOnly(List<? extends Labeled> buttons, boolean alone) {
        for (Labeled button : buttons) {
            if (button.getGraphic() != null) {
                button.setContentDisplay(alone ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
                button.setTooltip(alone ? new Tooltip(button.getText()) : null);
            }
        }
    }

    /// The one button that a view wants to be pressed.
    public static Button primary(String text, @Nullable Ikon icon, Runnable action) {
        return button(text, icon == null ? null : Icons.of(icon), action, "primary");
    }

    public static Button plain(String text, @Nullable Ikon icon, Runnable action) {
        return button(text, icon == null ? null : Icons.of(icon), action, "plain");
    }

    /// 28 pixels high.
    public static Button small(String text, @Nullable Ikon icon, Runnable action) {
        return button(text, icon == null ? null : Icons.small(icon), action, "plain", "small");
    }

    /// Looks like a link.
    public static Button link(String text, Runnable action) {
        return button(text, null, action, "link");
    }

    /// Only an icon; the name is read out and shown on hover.
    public static Button icon(Ikon icon, String name, Runnable action) {
        Button button = button("", Icons.of(icon), action, "flat-icon");
        name(button, name);
        return button;
    }

    /// Opens a menu with what is done less often.
    public static MenuButton more(String name) {
        MenuButton more = new MenuButton("", Icons.small(Feather.MORE_HORIZONTAL));
        more.getStyleClass().addAll("plain-menu", "flat-icon");
        more.setAccessibleText(name);
        Tip.on(more, name);
        return more;
    }

    /// A line of such a menu.
    public static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    /// Says what a button without text does.
    public static void name(Button button, String name) {
        button.setAccessibleText(name);
        Tip.on(button, name);
    }

    private static Button button(
            String text, @Nullable Node graphic, Runnable action, String... classes) {
        Button button = new Button(text, graphic);
        // the underscore of a name is one
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll(classes);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
