package dev.syngate.ui.chat;

import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// What an answer was made by, what it took and what it cost.
final class MessageFooter extends HBox {
    private static final int CHARS_PER_TOKEN = 4;
    private final Texts texts;
    private final Figures figures;
    private final String model;
    private final Runnable retry;

    MessageFooter(Texts texts, Figures figures, String model, Runnable retry) {
        super(12);
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.retry = retry;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("message-footer");
    }

    void show(AnswerProgress progress) {
        Boxes.show(this, progress.firstToken() != null);
        getChildren().clear();
        List<String> facts = facts(progress);
        Label by = Labels.of(route(progress), "secondary");
        if (progress.phase().hasEnded()) {
            by.getStyleClass().add("settled");
        }
        getChildren().add(by);
        for (String fact : facts) {
            getChildren().add(Boxes.divider());
            getChildren().add(Labels.whole(fact, "secondary"));
        }
        if (progress.phase().hasEnded()) {
            getChildren().add(Boxes.spacer());
            getChildren().add(actions(progress));
        }
    }

    private String route(AnswerProgress progress) {
        String upstream = progress.upstreamModel();
        return upstream == null || upstream.equals(model) ? model : model + " → " + upstream;
    }

    private List<String> facts(AnswerProgress progress) {
        List<String> facts = new ArrayList<>();
        Receipt receipt = progress.receipt();
        if (receipt != null) {
            facts.add(tokens(receipt.usage()));
            facts.add(cost(receipt));
        }
        Duration firstToken = progress.firstToken();
        if (firstToken != null) {
            facts.add(texts.of("answer.first.token", figures.seconds(firstToken)));
            if (!progress.phase().hasEnded()) {
                facts.add(texts.of("answer.rate", rate(progress, firstToken)));
            }
        }
        return facts;
    }

    private String tokens(Usage usage) {
        String counted =
                usage.cachedInput() > 0
                        ? texts.of(
                                "answer.tokens.cached",
                                usage.input(),
                                usage.cachedInput(),
                                usage.output())
                        : texts.of("answer.tokens", usage.input(), usage.output());
        return usage.estimated() ? texts.of("answer.estimated", counted) : counted;
    }

    private String cost(Receipt receipt) {
        if (receipt.price() == null) {
            return texts.of("cost.unknown");
        }
        return receipt.isFree() ? texts.of("cost.free") : figures.exact(receipt.charged());
    }

    private static long rate(AnswerProgress progress, Duration firstToken) {
        long chars = (long) progress.reasoning().length() + progress.text().length();
        long millis = progress.elapsed().minus(firstToken).toMillis();
        return millis <= 0 ? 0 : chars / CHARS_PER_TOKEN * 1000 / millis;
    }

    private Node actions(AnswerProgress progress) {
        return Boxes.row(
                2,
                CopyButton.icon(texts, texts.of("answer.copy"), progress::text),
                Buttons.icon(Feather.REFRESH_CW, texts.of("answer.again"), retry));
    }
}
