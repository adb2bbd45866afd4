package dev.syngate.ui.models;

import dev.syngate.ui.texts.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a model is capable of: yes, no, or not known.
final class AbilityChoice extends FlowPane {
    /// As the management API names them.
    static final List<String> ABILITIES =
            List.of(
                    "vision",
                    "audio",
                    "video",
                    "files",
                    "tools",
                    "reasoning",
                    "structured_output",
                    "image_output",
                    "audio_output");

    private final Map<String, CheckBox> boxes = new LinkedHashMap<>();

    AbilityChoice(Texts texts) {
        super(16, 8);
        for (String ability : ABILITIES) {
            CheckBox box = new CheckBox(texts.of("ability." + ability));
            box.setAllowIndeterminate(true);
            box.setIndeterminate(true);
            boxes.put(ability, box);
            getChildren().add(box);
        }
    }

    /// @param shown true or false for each that is known
    void fill(JsonNode shown) {
        boxes.forEach((ability, box) -> {
            JsonNode known = shown.path(ability);
            box.setIndeterminate(!known.isBoolean());
            box.setSelected(known.isBoolean() && known.asBoolean());
        });
    }

    /// The same as it is chosen now, null where it is not known.
    Map<String, @Nullable Boolean> chosen() {
        Map<String, @Nullable Boolean> chosen = new LinkedHashMap<>();
        boxes.forEach((ability, box) ->
                chosen.put(ability, box.isIndeterminate() ? null : box.isSelected()));
        return chosen;
    }
}
