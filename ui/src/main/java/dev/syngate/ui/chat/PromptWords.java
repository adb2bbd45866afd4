package dev.syngate.ui.chat;

import dev.syngate.routing.Model;
import dev.syngate.ui.chat.Suggestions.Suggestion;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What a message that is being written may go on with: presets after a `/` at its beginning,
/// models after an `@`.
final class PromptWords {
    private static final List<String> PRESETS =
            List.of("translate", "summarize", "explain", "improve", "review");
    private static final int LONGEST_PRESET = 20;
    private static final int LONGEST_MODEL = 60;

    private final Texts texts;
    private final ChatViewModel model;
    private final Consumer<String> write;
    private final BiConsumer<String, String> ask;

    /// @param write replaces the message
    /// @param ask takes a model and the message without its name
    PromptWords(
            Texts texts,
            ChatViewModel model,
            Consumer<String> write,
            BiConsumer<String, String> ask) {
        this.texts = texts;
        this.model = model;
        this.write = write;
        this.ask = ask;
    }

    List<Suggestion> after(String text) {
        if (text.startsWith("/") && text.length() < LONGEST_PRESET && !text.contains(" ")) {
            return PRESETS.stream()
                    .filter(name -> name.startsWith(text.substring(1).toLowerCase(Locale.ROOT)))
                    .map(this::preset)
                    .toList();
        }
        int at = text.lastIndexOf('@');
        boolean startsWord = at == 0 || (at > 0 && Character.isWhitespace(text.charAt(at - 1)));
        if (!startsWord || text.length() - at > LONGEST_MODEL || text.indexOf(' ', at) >= 0) {
            return List.of();
        }
        return model.models().list().stream()
                .filter(one -> ModelPicker.matches(one, text.substring(at + 1)))
                .map(one -> model(one, text.substring(0, at)))
                .toList();
    }

    private Suggestion preset(String name) {
        String words = texts.of("preset." + name);
        return new Suggestion("/" + name, words, () -> write.accept(words + "\n\n"));
    }

    private Suggestion model(Model one, String before) {
        return new Suggestion(
                "@" + one.id(),
                String.join(", ", one.aliases()),
                () -> ask.accept(one.id(), before));
    }
}
