package dev.syngate.ui.settings;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The form of settings: sections of rows, each with its name, what it means, and its controls.
///
/// @param texts has `settings.NAME` and `settings.NAME.about`
record SettingRows(Texts texts) {
    /// A card of rows under its name.
    Node section(String name, Node... rows) {
        VBox card = Boxes.styled(Boxes.column(0, rows), "card", "steps");
        return Boxes.column(8, Labels.of(texts.of("settings." + name), "field-name"), card);
    }

    /// A card of fields under its name, kept together by the button at its end.
    Node fields(String name, Node save, Field... fields) {
        List.of(fields).forEach(Field::forgetErrorOnChange);
        VBox inside = Boxes.styled(Boxes.column(16, fields), "setting-fields");
        inside.getChildren().add(Boxes.row(8, Boxes.spacer(), save));
        VBox card = Boxes.styled(Boxes.column(0, inside), "card");
        return Boxes.column(8, Labels.of(texts.of("settings." + name), "field-name"), card);
    }

    /// What is decided, in words at the left, and its controls at the right.
    Node row(String name, Node... controls) {
        return named(
                texts.of("settings." + name), texts.of("settings." + name + ".about"), controls);
    }

    /// As the other, with its own words.
    static Node named(String name, String more, Node... controls) {
        Label about = Labels.of(more, "secondary");
        about.setWrapText(true);
        about.setMinHeight(VBox.USE_PREF_SIZE);
        VBox words = Boxes.grow(Boxes.column(2, Labels.of(name, "medium"), about));
        words.setMinWidth(120);
        HBox right = Boxes.row(8, controls);
        right.setMinWidth(HBox.USE_PREF_SIZE);
        return Boxes.styled(Boxes.row(16, words, right), "step", "setting");
    }
}
