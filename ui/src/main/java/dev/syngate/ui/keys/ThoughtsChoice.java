package dev.syngate.ui.keys;

import dev.syngate.hub.ReasoningStyle;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How callers of a key are told what a model thought.
final class ThoughtsChoice extends VBox {
    private final Choice<String> words;

    ThoughtsChoice(Texts texts) {
        List<String> all =
                Stream.concat(
                                Stream.of(ReasoningStyle.NONE),
                                Stream.of(ReasoningStyle.values()).map(ReasoningStyle::word))
                        .toList();
        words = new Choice<>(all, word -> texts.of("reasoning." + word));
        getChildren().add(new Field(texts.of("keys.form.reasoning"), words));
        set(null);
    }

    /// The name of a style, or of having none.
    static String word(@Nullable ReasoningStyle style) {
        return style == null ? ReasoningStyle.NONE : style.word();
    }

    void set(@Nullable ReasoningStyle style) {
        words.setValue(word(style));
    }

    @Nullable ReasoningStyle style() {
        return ReasoningStyle.ofWord(words.getValue());
    }
}
