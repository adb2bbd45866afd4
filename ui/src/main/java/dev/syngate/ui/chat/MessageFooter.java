package dev.syngate.ui.chat;

import dev.syngate.billing.Receipt;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.history.Exchange;
import dev.syngate.routing.Model;
import dev.syngate.ui.page.Navigation;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// What an answer was made by, what it took and what it cost.
final class MessageFooter extends HBox {
    private final Texts texts;
    private final Figures figures;
    private final AnswerFacts facts;
    private final ChatViewModel model;
    private final int place;
    private final Exchange exchange;
    private final Label first = Labels.whole("", "secondary");
    private final Label speed = Labels.whole("", "secondary");
    private final Navigation navigation;

    MessageFooter(
            Texts texts,
            Figures figures,
            ChatViewModel model,
            int place,
            Exchange exchange,
            Navigation navigation) {
        super(10);
        this.texts = texts;
        this.figures = figures;
        facts = new AnswerFacts(texts, figures);
        this.model = model;
        this.place = place;
        this.exchange = exchange;
        this.navigation = navigation;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("message-footer");
    }

    void show(AnswerProgress progress) {
        boolean ended = progress.phase().hasEnded();
        Boxes.show(this, ended || progress.firstToken() != null);
        if (!ended) {
            showLive(progress);
            return;
        }
        getChildren().clear();
        Label by = Labels.of(route(progress), "secondary", "settled");
        Tip.on(by, route(progress));
        getChildren().add(by);
        addFacts(progress);
        getChildren().addAll(Boxes.spacer(), actions(progress));
    }

    /// Only words change while it streams.
    private void showLive(AnswerProgress progress) {
        Duration firstToken = progress.firstToken();
        if (firstToken == null) {
            return;
        }
        if (getChildren().isEmpty()) {
            first.setText(texts.of("answer.first.token", figures.seconds(firstToken)));
            getChildren()
                    .addAll(
                            Labels.of(exchange.model(), "secondary"),
                            Boxes.divider(),
                            first,
                            Boxes.divider(),
                            speed);
            Tip.on(speed, texts.of("answer.rate.estimated"));
        }
        speed.setText(texts.of("answer.rate", AnswerFacts.rate(progress, firstToken)));
    }

    private String route(AnswerProgress progress) {
        String asked = exchange.model();
        String served = progress.upstreamModel();
        return served == null || served.equals(asked) ? asked : asked + " → " + served;
    }

    private void addFacts(AnswerProgress progress) {
        Receipt receipt = progress.receipt();
        boolean failed = progress.phase() != Phase.DONE;
        if (failed && (receipt == null || AnswerFacts.isNothing(receipt))) {
            add(texts.of("cost.nothing"), "");
        } else if (receipt != null) {
            add(facts.tokens(receipt.usage()), facts.allTokens(receipt.usage()));
            add(facts.cost(receipt), facts.formula(receipt));
        }
        Duration firstToken = progress.firstToken();
        if (firstToken == null) {
            return;
        }
        long rate = AnswerFacts.rate(progress, firstToken);
        String first = texts.of("answer.first.token", figures.seconds(firstToken));
        add(first, texts.of("answer.took", figures.seconds(progress.elapsed())));
        if (rate > 0) {
            add(texts.of("answer.rate", rate), "");
        }
    }

    private void add(String fact, String more) {
        Label label = Labels.whole(fact, "secondary");
        if (!more.isEmpty()) {
            Tip.on(label, more);
        }
        getChildren().addAll(Boxes.divider(), label);
    }

    private Node actions(AnswerProgress progress) {
        MenuButton more = new MenuButton("", Icons.small(Feather.MORE_HORIZONTAL));
        more.getStyleClass().add("flat-icon");
        more.setAccessibleText(texts.of("answer.more"));
        Tip.on(more, texts.of("answer.more"));
        MenuItem shown =
                Buttons.item(
                        texts.of("answer.request", progress.requestId()),
                        () -> navigation.open("requests", progress.requestId()));
        shown.setDisable(progress.requestId().isEmpty());
        Menu others = new Menu(texts.of("answer.other.model"));
        others.getItems().add(new MenuItem(""));
        others.setOnShowing(event -> fill(others));
        more.getItems().addAll(others, shown);
        return Boxes.row(
                0,
                CopyButton.icon(texts, texts.of("answer.copy"), progress::text),
                Buttons.icon(
                        Feather.REFRESH_CW, texts.of("answer.again"), () -> model.retry(place)),
                Buttons.icon(
                        Feather.GIT_BRANCH, texts.of("answer.branch"), () -> model.branch(place)),
                more);
    }

    private void fill(Menu others) {
        others.getItems().clear();
        for (Model one : model.models().list()) {
            others.getItems().add(Buttons.item(one.id(), () -> model.retry(place, one.id())));
        }
    }
}
