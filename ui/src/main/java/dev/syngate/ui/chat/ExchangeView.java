package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Failure;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.history.Conversation.Exchange;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A question and its answer, as far as it has come.
final class ExchangeView extends VBox {
    private final Texts texts;
    private final Runnable retry;
    private final Exchange exchange;
    private final ThinkingPanel thinking;
    private final MarkdownView answer;
    private final HBox waiting;
    private final VBox trouble = new VBox();
    private final MessageFooter footer;
    private @Nullable AnswerProgress shown;

    ExchangeView(
            Texts texts,
            Figures figures,
            Exchange exchange,
            Runnable retry,
            Consumer<String> openLink) {
        super(16);
        this.texts = texts;
        this.exchange = exchange;
        this.retry = retry;
        getStyleClass().add("exchange");
        thinking = new ThinkingPanel(texts, figures, openLink);
        answer = new MarkdownView(texts, openLink);
        answer.getStyleClass().add("answer");
        waiting = Boxes.row(8, new Spinner(), Labels.of(texts.of("answer.waiting"), "secondary"));
        footer = new MessageFooter(texts, figures, exchange.model(), retry);
        getChildren()
                .addAll(question(exchange.question()), waiting, thinking, answer, trouble, footer);
        show(exchange.answer());
    }

    private static HBox question(String text) {
        Label words = Labels.of(text, "question");
        words.setWrapText(true);
        words.setMaxWidth(560);
        words.setMinHeight(USE_PREF_SIZE);
        HBox line = new HBox(words);
        line.setAlignment(Pos.CENTER_RIGHT);
        return line;
    }

    Exchange exchange() {
        return exchange;
    }

    void show(AnswerProgress progress) {
        if (progress.equals(shown)) {
            return;
        }
        shown = progress;
        Boxes.show(waiting, progress.phase() == Phase.WAITING);
        thinking.show(progress);
        answer.show(progress.text());
        Boxes.show(answer, !progress.text().isEmpty());
        showTrouble(progress);
        footer.show(progress);
    }

    private void showTrouble(AnswerProgress progress) {
        Failure failure = progress.failure();
        trouble.getChildren().clear();
        if (progress.phase() == Phase.FAILED && failure != null) {
            Note note = new Note("danger", failure.message());
            note.with(
                    Buttons.small(texts.of("answer.retry"), Feather.REFRESH_CW, retry),
                    Boxes.spacer(),
                    Labels.whole(failure.code(), "mono", "muted"));
            trouble.getChildren().add(note);
        } else if (progress.phase() == Phase.STOPPED) {
            trouble.getChildren()
                    .add(
                            Boxes.row(
                                    8,
                                    Labels.pill(texts.of("answer.stopped"), "neutral"),
                                    Buttons.small(
                                            texts.of("answer.retry"), Feather.REFRESH_CW, retry)));
        }
        Boxes.show(trouble, !trouble.getChildren().isEmpty());
    }
}
