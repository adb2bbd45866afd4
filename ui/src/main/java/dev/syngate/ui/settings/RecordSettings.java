package dev.syngate.ui.settings;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/// How long the records of requests are kept.
final class RecordSettings {
    private static final String NUMBER = "[0-9]{1,9}";
    private final PageTools tools;
    private final Texts texts;
    private final SettingsViewModel model;
    private final TextField days = amount();
    private final TextField records = amount();

    RecordSettings(PageTools tools, SettingsViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        days.setAccessibleText(texts.of("settings.days"));
        records.setAccessibleText(texts.of("settings.most"));
    }

    private static TextField amount() {
        TextField field = Boxes.styled(new TextField(), "amount");
        field.setPrefColumnCount(7);
        field.setMaxWidth(110);
        return field;
    }

    List<Node> cards() {
        SettingRows rows = new SettingRows(texts);
        return List.of(
                rows.section(
                        "records",
                        rows.row("days", days),
                        rows.row(
                                "most",
                                records,
                                Buttons.plain(texts.of("save"), null, this::keep))));
    }

    void shown() {
        model.retention(this::show);
    }

    private void show(SettingsViewModel.Kept kept) {
        days.setText(Integer.toString(kept.days()));
        records.setText(Integer.toString(kept.records()));
    }

    private void keep() {
        String first = days.getText().strip();
        String second = records.getText().strip();
        if (!first.matches(NUMBER) || !second.matches(NUMBER)) {
            tools.toasts().say(texts.of("number.wrong"));
            return;
        }
        model.keep(
                new SettingsViewModel.Kept(Integer.parseInt(first), Integer.parseInt(second)),
                kept -> {
                    show(kept);
                    tools.toasts().say(texts.of("settings.saved"));
                },
                tools.toasts()::say);
    }
}
