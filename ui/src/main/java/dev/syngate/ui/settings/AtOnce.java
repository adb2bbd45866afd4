package dev.syngate.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Switches and choices that hold as soon as they are touched. What can't be had goes back to what
/// it was, and says why. FX thread only.
final class AtOnce {
    private final PageTools tools;
    private final SettingsViewModel model;
    private final List<Consumer<JsonNode>> shown = new ArrayList<>();
    private boolean showing;

    AtOnce(PageTools tools, SettingsViewModel model) {
        this.tools = tools;
        this.model = model;
    }

    /// @param name what is read out
    /// @param field of the settings
    ToggleSwitch toggle(String name, String field) {
        ToggleSwitch made = new ToggleSwitch();
        made.setAccessibleText(name);
        made.selectedProperty().addListener((property, before, now) -> change(field, now));
        shown.add(settings -> made.setSelected(settings.path(field).asBoolean()));
        return made;
    }

    /// @param values as the settings tell them; another value of now joins them
    Choice<String> choice(
            String name, String field, List<String> values, Function<String, String> words) {
        Choice<String> made = new Choice<>(values, words);
        made.setAccessibleText(name);
        made.valueProperty()
                .addListener((property, before, now) -> {
                    if (now != null) {
                        change(field, now.matches("\\d+") ? (Object) Integer.valueOf(now) : now);
                    }
                });
        shown.add(settings -> {
            String now = settings.path(field).asString("");
            if (!made.getItems().contains(now)) {
                made.getItems().add(now);
            }
            made.setValue(now);
        });
        return made;
    }

    /// Does something more whenever the settings are shown.
    void onShown(Runnable action) {
        shown.add(settings -> action.run());
    }

    private void change(String field, Object now) {
        if (!showing) {
            model.change(
                    Map.of(field, now),
                    this::show,
                    failure -> {
                        tools.toasts().say(String.valueOf(failure.getMessage()));
                        load();
                    });
        }
    }

    void load() {
        model.settings(this::show);
    }

    /// Shows what holds now.
    void show(JsonNode settings) {
        showing = true;
        shown.forEach(one -> one.accept(settings));
        showing = false;
    }
}
