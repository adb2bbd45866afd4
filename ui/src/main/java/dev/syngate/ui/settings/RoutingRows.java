package dev.syngate.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.scene.Node;
import tools.jackson.databind.JsonNode;

/// How calls find their provider among several.
final class RoutingRows {
    private static final String OFF = "off";
    private final AtOnce settings;
    private final ToggleSwitch sticky;
    private final Choice<String> hedge;
    private final Choice<String> probes;

    RoutingRows(PageTools tools, SettingsViewModel model) {
        Texts texts = tools.texts();
        settings = new AtOnce(tools, model);
        sticky = settings.toggle(texts.of("settings.sticky"), "sticky_conversations");
        hedge =
                settings.choice(
                        texts.of("settings.hedge"),
                        "hedge_after_ms",
                        List.of(OFF, "500", "1000", "2000", "5000", "10000", "30000"),
                        one ->
                                one.equals(OFF)
                                        ? texts.of(OFF)
                                        : texts.of("settings.hedge.after", Long.valueOf(one)));
        probes =
                settings.choice(
                        texts.of("settings.probes"),
                        "probes",
                        List.of(OFF, "free", "paid"),
                        one -> texts.of("settings.probes." + one));
    }

    Node section(SettingRows rows) {
        return rows.section(
                "routes",
                rows.row("sticky", sticky),
                rows.row("hedge", hedge),
                rows.row("probes", probes));
    }

    void show(JsonNode now) {
        settings.show(now);
    }
}
