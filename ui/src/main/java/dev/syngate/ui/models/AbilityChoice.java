package dev.syngate.ui.models;

import dev.syngate.protocol.Capability;
import dev.syngate.ui.texts.Texts;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a model is capable of: yes, no, or not known.
final class AbilityChoice extends FlowPane {
    private final Map<Capability, CheckBox> boxes = new EnumMap<>(Capability.class);

    AbilityChoice(Texts texts) {
        super(16, 8);
        for (Capability capability : Capability.values()) {
            CheckBox box = new CheckBox(texts.of("ability." + capability.wireName()));
            box.setAllowIndeterminate(true);
            box.setIndeterminate(true);
            boxes.put(capability, box);
            getChildren().add(box);
        }
    }

    /// @param shown true or false for each that is known
    void fill(JsonNode shown) {
        boxes.forEach((capability, box) -> {
            JsonNode known = shown.path(capability.wireName());
            box.setIndeterminate(!known.isBoolean());
            box.setSelected(known.isBoolean() && known.asBoolean());
        });
    }

    /// The same as it is chosen now, null where it is not known.
    Map<String, @Nullable Boolean> chosen() {
        Map<String, @Nullable Boolean> chosen = new LinkedHashMap<>();
        boxes.forEach((capability, box) ->
                chosen.put(capability.wireName(), box.isIndeterminate() ? null : box.isSelected()));
        return chosen;
    }
}
