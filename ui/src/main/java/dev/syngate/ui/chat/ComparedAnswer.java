package dev.syngate.ui.chat;

import dev.syngate.billing.Receipt;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.Exchange;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One of the answers that stand side by side, with what it took and what it cost.
final class ComparedAnswer extends VBox {
    private final Texts texts;
    private final Figures figures;
    private final AnswerFacts facts;
    private final int place;
    private final AnswerBody answer;
    private final WaitingLine waiting;
    private final TroubleView trouble;
    private final Label took = Labels.of("", "secondary", "compared-facts");
    private final Button stop;
    private final Button choose;
    private @Nullable AnswerProgress shown;

    ComparedAnswer(
            Texts texts,
            Figures figures,
            ChatViewModel model,
            ExchangeView.Actions actions,
            int place,
            Exchange exchange) {
        super(12);
        this.texts = texts;
        this.figures = figures;
        this.place = place;
        facts = new AnswerFacts(texts, figures);
        getStyleClass().add("compared");
        answer = new AnswerBody(texts, figures, actions.openLink(), actions.thinking());
        waiting = new WaitingLine(texts, figures);
        trouble = new TroubleView(texts, figures, model, actions.navigation(), place);
        stop = Buttons.small(texts.of("composer.stop"), Feather.SQUARE, () -> model.stop(place));
        stop.setAccessibleText(texts.of("compare.stop", exchange.model()));
        choose =
                Buttons.small(texts.of("compare.choose"), Feather.CHECK, () -> model.choose(place));
        choose.setAccessibleText(texts.of("compare.choose.model", exchange.model()));
        CopyButton copy =
                CopyButton.icon(
                        texts, texts.of("answer.copy"), () -> shown == null ? "" : shown.text());
        HBox head = Boxes.row(8, Labels.of(exchange.model(), "strong"), Boxes.spacer(), copy, stop);
        took.setWrapText(true);
        Region rest = new Region();
        setVgrow(rest, Priority.ALWAYS);
        getChildren().addAll(head, answer, waiting, trouble, rest, took, choose);
    }

    int place() {
        return place;
    }

    Stream<MarkdownView> texts() {
        return answer.texts();
    }

    void show(AnswerProgress progress) {
        if (progress.equals(shown)) {
            return;
        }
        boolean live = shown != null && !shown.phase().hasEnded();
        boolean sameEnd = shown != null && shown.phase() == progress.phase();
        shown = progress;
        boolean ended = progress.phase().hasEnded();
        Boxes.show(stop, !ended);
        Boxes.show(choose, ended);
        waiting.show(progress);
        answer.show(progress);
        if (!sameEnd) {
            trouble.show(progress, live);
        }
        took.setText(String.join("  ·  ", told(progress)));
        Boxes.show(took, ended || progress.firstToken() != null);
    }

    private List<String> told(AnswerProgress progress) {
        List<String> told = new ArrayList<>();
        told.add(figures.seconds(progress.elapsed()));
        Duration first = progress.firstToken();
        if (first != null) {
            told.add(texts.of("answer.first.token", figures.seconds(first)));
            told.add(texts.of("answer.rate", AnswerFacts.rate(progress, first)));
        }
        Receipt receipt = progress.receipt();
        if (receipt != null && !AnswerFacts.isNothing(receipt)) {
            told.add(facts.tokens(receipt.usage()));
            told.add(facts.cost(receipt));
            Tip.on(took, facts.formula(receipt));
        } else if (progress.phase().hasEnded()) {
            told.add(texts.of("cost.nothing"));
        }
        return told;
    }
}
