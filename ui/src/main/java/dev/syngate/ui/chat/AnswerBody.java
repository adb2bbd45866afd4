package dev.syngate.ui.chat;

import dev.syngate.billing.Receipt;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.AnswerProgress.Thought;
import dev.syngate.chat.AnswerProgress.ToolUse;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What a model thought, said and called, in the order in which it came.
final class AnswerBody extends VBox {
    private final Texts texts;
    private final Supplier<ThinkingShown> wanted;
    private final Figures figures;
    private final Consumer<String> openLink;
    private final List<Made> made = new ArrayList<>();
    private final HBox hidden;
    private final Label hiddenFacts;

    /// The node of a piece, and the text in it.
    private record Made(Node node, MarkdownView words) {}

    /// A piece of an answer.
    private sealed interface Piece {
        record Words(String text) implements Piece {}

        record Thoughts(Thinking thinking) implements Piece {}

        record Call(ToolUse use, boolean live) implements Piece {}
    }

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
        List<Piece> pieces = pieces(answer);
        for (int i = 0; i < pieces.size(); i++) {
            show(i, pieces.get(i));
        }
        cut(pieces.size());
    }

    private static List<Piece> pieces(AnswerProgress answer) {
        List<Piece> pieces = new ArrayList<>();
        List<Thought> thoughts = answer.thoughts();
        int said = 0;
        int called = 0;
        for (int i = 0; i <= thoughts.size(); i++) {
            boolean last = i == thoughts.size();
            int end = last ? answer.text().length() : thoughts.get(i).before();
            while (called < answer.tools().size()
                    && (last || answer.tools().get(called).thoughts() <= i)) {
                ToolUse use = answer.tools().get(called++);
                said = say(answer, said, Math.clamp(use.before(), said, end), pieces);
                boolean live =
                        called == answer.tools().size()
                                && use.before() == answer.text().length()
                                && !answer.phase().hasEnded();
                pieces.add(new Piece.Call(use, live));
            }
            said = say(answer, said, end, pieces);
            if (!last) {
                pieces.add(new Piece.Thoughts(thinking(answer, i)));
            }
        }
        return pieces;
    }

    private static int say(AnswerProgress answer, int from, int to, List<Piece> pieces) {
        String text = answer.text().substring(from, to);
        if (!text.isEmpty()) {
            pieces.add(new Piece.Words(text));
        }
        return to;
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

    /// Shows a piece in the node that has its place, or in a new one.
    private void show(int index, Piece piece) {
        switch (piece) {
            case Piece.Words words ->
                    node(index, MarkdownView.class, this::text, text -> text).show(words.text());
            case Piece.Thoughts thoughts ->
                    node(index, ThinkingPanel.class, this::panel, ThinkingPanel::words)
                            .show(thoughts.thinking());
            case Piece.Call call ->
                    node(index, ToolCard.class, this::card, ToolCard::words)
                            .show(call.use(), call.live());
        }
    }

    private <N extends Node> N node(
            int index, Class<N> type, Supplier<N> maker, Function<N, MarkdownView> words) {
        if (index < made.size() && type.isInstance(made.get(index).node())) {
            return type.cast(made.get(index).node());
        }
        cut(index);
        N node = maker.get();
        made.add(new Made(node, words.apply(node)));
        getChildren().add(node);
        return node;
    }

    private void cut(int size) {
        List<Made> rest = made.subList(size, made.size());
        rest.forEach(one -> getChildren().remove(one.node()));
        rest.clear();
    }

    private MarkdownView text() {
        return Boxes.styled(MarkdownView.lazy(texts, openLink, false), "answer");
    }

    private ThinkingPanel panel() {
        return new ThinkingPanel(texts, figures, openLink, wanted);
    }

    private ToolCard card() {
        return new ToolCard(texts, figures, openLink);
    }

    /// The texts of which only what is in sight needs nodes.
    Stream<MarkdownView> texts() {
        return made.stream().map(Made::words);
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
