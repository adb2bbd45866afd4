package dev.syngate.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;

/// When automatic backups are made, and how many stay.
final class ScheduleRows {
    private static final String ANY = "any";
    private static final int HOURS = 24;
    private static final List<String> USUAL =
            List.of("3", "7", "10", "14", "30", "60", "90", "365");
    private final AtOnce settings;
    private final ToggleSwitch daily;
    private final Choice<String> hour;
    private final Choice<String> kept;

    ScheduleRows(PageTools tools, SettingsViewModel model) {
        Texts texts = tools.texts();
        settings = new AtOnce(tools, model);
        List<String> hours =
                Stream.concat(Stream.of(ANY), IntStream.range(0, HOURS).mapToObj(Integer::toString))
                        .toList();
        daily = settings.toggle(texts.of("settings.schedule"), "daily_backups");
        hour =
                settings.choice(
                        texts.of("settings.hour"),
                        "backup_hour",
                        hours,
                        one -> one.equals(ANY) ? texts.of("settings.hour.any") : one + ":00");
        kept = settings.choice(texts.of("settings.kept"), "backups_kept", USUAL, one -> one);
        settings.onShown(() -> {
            hour.setDisable(!daily.isSelected());
            kept.setDisable(!daily.isSelected());
        });
    }

    List<Node> rows(SettingRows rows) {
        return List.of(rows.row("schedule", daily), rows.row("hour", hour), rows.row("kept", kept));
    }

    void load() {
        settings.load();
    }
}
