package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress.ToolUse;
import dev.syngate.export.IndentedJson;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A call of a tool: one line with its name, which opens to its arguments and what it answered.
final class ToolCard extends VBox {
    private static final PseudoClass FOLDED = PseudoClass.getPseudoClass("folded");

    private final Texts texts;
    private final Figures figures;
    private final Spinner spinner = new Spinner();
    private final Label title = Labels.of("", "medium", "thinking-title");
    private final Label facts = Labels.whole("", "secondary");
    private final MarkdownView words;
    private final VBox body;
    private final Button fold;
    private @Nullable ToolUse shown;
    private boolean folded = true;

    ToolCard(Texts texts, Figures figures, Consumer<String> openLink) {
        this.texts = texts;
        this.figures = figures;
        getStyleClass().addAll("thinking", "tool-call");
        words = MarkdownView.lazy(texts, openLink, true);
        body = Boxes.styled(new VBox(words), "thinking-body");
        fold = Buttons.icon(Feather.CHEVRON_RIGHT, texts.of("tool.open"), this::toggle);
        CopyButton copy =
                CopyButton.icon(
                        texts, texts.of("tool.copy"), () -> shown == null ? "" : shown.arguments());
        HBox head =
                Boxes.row(
                        8,
                        fold,
                        spinner,
                        Icons.small(Feather.TOOL),
                        title,
                        facts,
                        Boxes.spacer(),
                        copy);
        head.getStyleClass().add("thinking-head");
        head.setOnMouseClicked(event -> toggle());
        getChildren().addAll(head, body);
        fold(true);
    }

    MarkdownView words() {
        return words;
    }

    private void toggle() {
        fold(!folded);
    }

    private void fold(boolean nowFolded) {
        folded = nowFolded;
        Boxes.show(body, !folded);
        pseudoClassStateChanged(FOLDED, folded);
        fold.setGraphic(Icons.small(folded ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN));
        Buttons.name(fold, texts.of(folded ? "tool.open" : "tool.fold"));
        if (folded) {
            words.within(0, -1);
        }
        showWords();
    }

    /// @param live whether its arguments still come
    void show(ToolUse call, boolean live) {
        Boxes.show(spinner, live);
        if (call.equals(shown)) {
            return;
        }
        shown = call;
        title.setText(texts.of("tool.called", call.name()));
        Duration took = call.took();
        facts.setText(took == null || took.isZero() ? "" : "·  " + figures.seconds(took));
        showWords();
    }

    private void showWords() {
        if (shown != null && !folded) {
            words.show(markdown(shown));
        }
    }

    private String markdown(ToolUse call) {
        String arguments = fenced("json", IndentedJson.of(call.arguments()));
        String result = call.result();
        return result == null
                ? arguments
                : arguments
                        + "\n\n"
                        + texts.of("tool.result")
                        + "\n\n"
                        + fenced("", IndentedJson.of(result));
    }

    /// As many backticks as nothing inside has.
    private static String fenced(String language, String code) {
        String fence = "```";
        while (code.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + code + "\n" + fence;
    }
}
