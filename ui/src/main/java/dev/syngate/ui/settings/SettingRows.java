package dev.syngate.ui.settings;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The form of settings: sections of rows, each with its name, what it means, and its controls.
///
/// @param texts has `settings.NAME` and `settings.NAME.about`
record SettingRows(Texts texts) {
    Node section(String name, Node... rows) {
        VBox card = Boxes.styled(Boxes.column(0, rows), "card", "steps");
        return Boxes.column(8, Labels.of(texts.of("settings." + name), "field-name"), card);
    }

    Node row(String name, Node... controls) {
        Label about = Labels.of(texts.of("settings." + name + ".about"), "secondary");
        about.setWrapText(true);
        VBox words =
                Boxes.grow(
                        Boxes.column(2, Labels.of(texts.of("settings." + name), "medium"), about));
        Node row = Boxes.row(8, controls);
        return Boxes.styled(Boxes.row(16, words, row), "step", "setting");
    }
}
