package dev.syngate.ui.chat;

import dev.syngate.billing.Receipt;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.AnswerProgress.Thought;
import dev.syngate.ui.chat.ThinkingPanel.Thinking;
import dev.syngate.ui.frame.ThinkingShown;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a model thought and answered, in the order in which it came.
final class AnswerBody extends VBox {
    private final Texts texts;
    private final Supplier<ThinkingShown> wanted;
    private final Figures figures;
    private final Consumer<String> openLink;
    private final List<Part> parts = new ArrayList<>();
    private final HBox hidden;
    private final Label hiddenFacts;

    /// One piece of thinking and the text that follows it; only the first may lack its thinking.
    private record Part(@Nullable ThinkingPanel thinking, MarkdownView text) {}

    AnswerBody(
            Texts texts,
            Figures figures,
            Consumer<String> openLink,
            Supplier<ThinkingShown> wanted) {
        super(16);
        this.wanted = wanted;
        this.texts = texts;
        this.figures = figures;
        this.openLink = openLink;
        hiddenFacts = Labels.of("", "secondary");
        hidden =
                Boxes.row(
                        8,
                        Icons.spark(),
                        Labels.whole(texts.of("thinking.hidden"), "medium", "thinking-title"),
                        hiddenFacts);
        hidden.getStyleClass().addAll("thinking", "thinking-head", "hidden-thinking");
        hidden.setMaxWidth(USE_PREF_SIZE);
        getChildren().add(hidden);
    }

    void show(AnswerProgress answer) {
        showHidden(answer);
        List<Thought> thoughts = answer.thoughts();
        boolean startsWithText = thoughts.isEmpty() || thoughts.getFirst().before() > 0;
        int first = startsWithText ? 1 : 0;
        if (parts.size() > first + thoughts.size() || startsElsewhere(startsWithText)) {
            parts.clear();
            getChildren().setAll(hidden);
        }
        if (startsWithText) {
            part(0, false).text().show(text(answer, 0, 0));
        }
        for (int i = 0; i < thoughts.size(); i++) {
            Part part = part(first + i, true);
            if (part.thinking() != null) {
                part.thinking().show(thinking(answer, i));
            }
            part.text().show(text(answer, thoughts.get(i).before(), i + 1));
        }
        parts.forEach(part -> Boxes.show(part.text(), !part.text().text().isEmpty()));
    }

    private boolean startsElsewhere(boolean startsWithText) {
        return !parts.isEmpty() && (parts.getFirst().thinking() == null) != startsWithText;
    }

    private Part part(int index, boolean withThinking) {
        if (index == parts.size()) {
            MarkdownView text = MarkdownView.lazy(texts, openLink, false);
            text.getStyleClass().add("answer");
            Part part =
                    new Part(
                            withThinking
                                    ? new ThinkingPanel(texts, figures, openLink, wanted)
                                    : null,
                            text);
            parts.add(part);
            if (part.thinking() != null) {
                getChildren().add(part.thinking());
            }
            getChildren().add(text);
        }
        return parts.get(index);
    }

    /// The texts of which only what is in sight needs nodes.
    Stream<MarkdownView> texts() {
        return parts.stream()
                .flatMap(part ->
                        part.thinking() == null
                                ? Stream.of(part.text())
                                : Stream.of(part.thinking().words(), part.text()));
    }

    private static String text(AnswerProgress answer, int from, int nextThought) {
        List<Thought> thoughts = answer.thoughts();
        int end =
                nextThought < thoughts.size()
                        ? thoughts.get(nextThought).before()
                        : answer.text().length();
        return answer.text().substring(from, end);
    }

    private static Thinking thinking(AnswerProgress answer, int thought) {
        List<Thought> thoughts = answer.thoughts();
        boolean last = thought == thoughts.size() - 1;
        return new Thinking(
                answer.words(thought),
                thoughts.get(thought).took(),
                last && answer.phase() == Phase.THINKING,
                thoughts.size() == 1 ? answer.receipt() : null);
    }

    /// Some providers count the thinking and keep it to themselves.
    private void showHidden(AnswerProgress answer) {
        Receipt receipt = answer.receipt();
        long kept =
                receipt == null || !answer.reasoning().isEmpty() ? 0 : receipt.usage().reasoning();
        Boxes.show(hidden, kept > 0);
        hiddenFacts.setText("·  " + texts.of("tokens", kept));
    }
}
