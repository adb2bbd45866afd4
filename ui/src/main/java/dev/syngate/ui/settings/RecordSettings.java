package dev.syngate.ui.settings;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/// How long the records of requests, and responses, are kept.
final class RecordSettings {
    private static final String NUMBER = "[0-9]{1,9}";
    private final PageTools tools;
    private final Texts texts;
    private final SettingsViewModel model;
    private final List<Amount> records;
    private final List<Amount> responses;

    /// A number that is set.
    ///
    /// @param row its name in the texts
    /// @param setting its name among the settings
    private record Amount(String row, String setting, TextField field) {}

    RecordSettings(PageTools tools, SettingsViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        records = List.of(amount("days", "retention_days"), amount("most", "retention_records"));
        responses =
                List.of(
                        amount("response-days", "response_days"),
                        amount("responses-kept", "responses_kept"),
                        amount("responses-mib", "responses_mib"),
                        amount("largest-response", "largest_response_mib"));
    }

    private Amount amount(String row, String setting) {
        TextField field = Boxes.styled(new TextField(), "amount");
        field.setPrefColumnCount(7);
        field.setMaxWidth(110);
        field.setAccessibleText(texts.of("settings." + row));
        return new Amount(row, setting, field);
    }

    List<Node> cards() {
        return List.of(section("records", records), section("responses", responses));
    }

    private Node section(String name, List<Amount> amounts) {
        SettingRows rows = new SettingRows(texts);
        List<Node> made = new ArrayList<>();
        for (Amount amount : amounts) {
            made.add(
                    amount == amounts.getLast()
                            ? rows.row(
                                    amount.row(),
                                    amount.field(),
                                    Buttons.plain(texts.of("save"), null, () -> keep(amounts)))
                            : rows.row(amount.row(), amount.field()));
        }
        return rows.section(name, made.toArray(Node[]::new));
    }

    void shown() {
        model.amounts(this::show);
    }

    private void show(Map<String, Integer> now) {
        show(records, now);
        show(responses, now);
    }

    private static void show(List<Amount> amounts, Map<String, Integer> now) {
        amounts.forEach(
                amount -> amount.field().setText(String.valueOf(now.get(amount.setting()))));
    }

    private void keep(List<Amount> amounts) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (Amount amount : amounts) {
            String given = amount.field().getText().strip();
            if (!given.matches(NUMBER)) {
                tools.toasts().say(texts.of("number.wrong"));
                amount.field().requestFocus();
                return;
            }
            wanted.put(amount.setting(), Integer.parseInt(given));
        }
        model.keep(
                wanted,
                now -> {
                    show(amounts, now);
                    tools.toasts().say(texts.of("settings.saved"));
                },
                tools.toasts()::say);
    }
}
