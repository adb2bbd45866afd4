package dev.syngate.ui.firstrun;

import dev.syngate.billing.Receipt;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The second step: a first answer, with the model's thinking and what it cost.
final class HelloStep extends VBox {
    private static final int SHOWN_THINKING = 400;
    private final Texts texts;
    private final Figures figures;
    private final FirstRunViewModel model;
    private final Choice<String> models = new Choice<>(List.of(), one -> one);
    private final Label thinking = Labels.of("", "secondary");
    private final MarkdownView answer;
    private final Label cost = Labels.of("", "medium");
    private final VBox trouble = new VBox();

    HelloStep(Texts texts, Figures figures, FirstRunViewModel model, Consumer<String> openLink) {
        super(12);
        answer = new MarkdownView(texts, openLink);
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        setAlignment(Pos.TOP_CENTER);
        thinking.setWrapText(true);
        VBox words = Boxes.column(8, thinking, answer);
        words.setFillWidth(true);
        ScrollPane scroll = new ScrollPane(Boxes.styled(words, "pane-body"));
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(220);
        scroll.getStyleClass().add("card");
        getChildren()
                .addAll(
                        Labels.of(texts.of("firstrun.hello.title"), "page-title"),
                        Boxes.row(
                                8,
                                Boxes.grow(models),
                                Buttons.plain(
                                        texts.of("firstrun.hello.again"),
                                        Feather.REFRESH_CW,
                                        this::ask)),
                        trouble,
                        scroll,
                        cost);
    }

    /// Asks one of the models, one that shows its thinking where its name tells.
    void begin(List<String> served) {
        models.getItems().setAll(served);
        models.setValue(
                served.stream()
                        .filter(id -> id.contains("reason"))
                        .findFirst()
                        .orElse(served.getFirst()));
        ask();
    }

    private void ask() {
        String chosen = models.getValue();
        if (chosen != null) {
            trouble.getChildren().clear();
            cost.setText("");
            model.ask(chosen, texts.of("firstrun.hello.words"));
            pulse();
        }
    }

    void pulse() {
        AnswerProgress now = model.answer();
        if (now == null) {
            return;
        }
        String thought = now.reasoning();
        thinking.setText(
                thought.length() > SHOWN_THINKING
                        ? "…" + thought.substring(thought.length() - SHOWN_THINKING)
                        : thought);
        Boxes.show(thinking, !thought.isEmpty());
        answer.show(now.text());
        if (now.phase().hasEnded() && cost.getText().isEmpty()) {
            cost.setText(costOf(now));
            if (now.failure() != null) {
                trouble.getChildren().setAll(new Note("danger", now.failure().message()));
            }
        }
    }

    private String costOf(AnswerProgress now) {
        Receipt receipt = now.receipt();
        if (receipt == null) {
            return "";
        }
        String tokens =
                texts.of(
                        "answer.tokens",
                        figures.count(receipt.usage().input()),
                        figures.count(receipt.usage().output()));
        String amount =
                receipt.lines().isEmpty()
                        ? texts.of("cost.unknown")
                        : figures.exact(receipt.charged());
        return tokens + "  ·  " + amount;
    }

    void stop() {
        model.stop();
    }
}
