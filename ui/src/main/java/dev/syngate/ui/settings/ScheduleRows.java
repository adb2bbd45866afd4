package dev.syngate.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import tools.jackson.databind.JsonNode;

/// When automatic backups are made, and how many stay. What is chosen holds at once.
final class ScheduleRows {
    private static final String ANY = "any";
    private static final int HOURS = 24;
    private static final List<Integer> USUAL = List.of(3, 7, 10, 14, 30, 60, 90, 365);
    private final PageTools tools;
    private final SettingsViewModel model;
    private final ToggleSwitch daily = new ToggleSwitch();
    private final Choice<String> hour;
    private final Choice<Integer> kept;
    private boolean showing;

    ScheduleRows(PageTools tools, SettingsViewModel model) {
        this.tools = tools;
        this.model = model;
        Texts texts = tools.texts();
        daily.setAccessibleText(texts.of("settings.schedule"));
        List<String> hours =
                Stream.concat(Stream.of(ANY), IntStream.range(0, HOURS).mapToObj(Integer::toString))
                        .toList();
        hour =
                new Choice<>(
                        hours,
                        one -> one.equals(ANY) ? texts.of("settings.hour.any") : one + ":00");
        hour.setAccessibleText(texts.of("settings.hour"));
        kept = new Choice<>(USUAL, one -> tools.figures().count(one));
        kept.setAccessibleText(texts.of("settings.kept"));
        daily.selectedProperty()
                .addListener((property, before, now) -> change("daily_backups", now));
        hour.valueProperty()
                .addListener((property, before, now) -> change("backup_hour", wire(now)));
        kept.valueProperty().addListener((property, before, now) -> change("backups_kept", now));
    }

    private static Object wire(String hour) {
        return hour.equals(ANY) ? hour : (Object) Integer.valueOf(hour);
    }

    List<Node> rows(SettingRows rows) {
        return List.of(rows.row("schedule", daily), rows.row("hour", hour), rows.row("kept", kept));
    }

    private void change(String field, Object now) {
        if (!showing) {
            model.change(
                    Map.of(field, now),
                    this::show,
                    failure -> tools.toasts().say(String.valueOf(failure.getMessage())));
        }
    }

    void load() {
        model.settings(this::show);
    }

    private void show(JsonNode now) {
        showing = true;
        daily.setSelected(now.path("daily_backups").asBoolean());
        hour.setValue(now.path("backup_hour").asString(ANY));
        int many = now.path("backups_kept").asInt();
        if (!kept.getItems().contains(many)) {
            kept.getItems().add(many);
        }
        kept.setValue(many);
        hour.setDisable(!daily.isSelected());
        kept.setDisable(!daily.isSelected());
        showing = false;
    }
}
