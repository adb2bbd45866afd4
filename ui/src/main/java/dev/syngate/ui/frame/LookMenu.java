package dev.syngate.ui.frame;

import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.theme.ThemeChoice;
import java.util.Locale;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/// Light, dark or as the system says; and the language.
final class LookMenu extends MenuButton {
    LookMenu(Texts texts, WindowPreferences preferences) {
        super("", Icons.of(Feather.MOON));
        getStyleClass().addAll("flat-icon", "look-menu");
        setAccessibleText(texts.of("look"));
        setTooltip(new Tooltip(texts.of("look")));
        ToggleGroup themes = new ToggleGroup();
        for (ThemeChoice choice : ThemeChoice.values()) {
            RadioMenuItem item =
                    new RadioMenuItem(texts.of("theme." + choice.name().toLowerCase(Locale.ROOT)));
            item.setToggleGroup(themes);
            item.setSelected(preferences.themeProperty().get() == choice);
            item.setOnAction(event -> preferences.themeProperty().set(choice));
            getItems().add(item);
        }
        Menu language = new Menu(texts.of("language"));
        ToggleGroup languages = new ToggleGroup();
        for (Locale locale : Texts.LANGUAGES) {
            RadioMenuItem item = new RadioMenuItem(locale.getDisplayLanguage(locale));
            item.setToggleGroup(languages);
            item.setSelected(texts.locale().equals(locale));
            item.setOnAction(event -> preferences.languageProperty().set(locale));
            language.getItems().add(item);
        }
        getItems().addAll(new SeparatorMenuItem(), language);
    }
}
