package dev.syngate.ui.chat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.ReceiptLine;
import dev.syngate.billing.Usage;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.history.Exchange;
import dev.syngate.money.Money;
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
import java.util.Locale;
import java.util.stream.Collectors;
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
    private static final int CHARS_PER_TOKEN = 4;
    private final Texts texts;
    private final Figures figures;
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
        speed.setText(texts.of("answer.rate", rate(progress, firstToken)));
    }

    private String route(AnswerProgress progress) {
        String asked = exchange.model();
        String served = progress.upstreamModel();
        return served == null || served.equals(asked) ? asked : asked + " → " + served;
    }

    private void addFacts(AnswerProgress progress) {
        Receipt receipt = progress.receipt();
        boolean failed = progress.phase() != Phase.DONE;
        if (failed && (receipt == null || isNothing(receipt))) {
            add(texts.of("cost.nothing"), "");
        } else if (receipt != null) {
            add(tokens(receipt.usage()), allTokens(receipt.usage()));
            add(cost(receipt), formula(receipt));
        }
        Duration firstToken = progress.firstToken();
        if (firstToken == null) {
            return;
        }
        long rate = rate(progress, firstToken);
        String first = texts.of("answer.first.token", figures.seconds(firstToken));
        add(first, texts.of("answer.took", figures.seconds(progress.elapsed())));
        if (rate > 0) {
            add(texts.of("answer.rate", rate), "");
        }
    }

    private static boolean isNothing(Receipt receipt) {
        return receipt.charged().isZero()
                && receipt.usage().input() == 0
                && receipt.usage().output() == 0;
    }

    private void add(String fact, String more) {
        Label label = Labels.whole(fact, "secondary");
        if (!more.isEmpty()) {
            Tip.on(label, more);
        }
        getChildren().addAll(Boxes.divider(), label);
    }

    private String tokens(Usage usage) {
        String counted = texts.of("answer.tokens", usage.input(), usage.output());
        return usage.estimated() ? texts.of("answer.estimated", counted) : counted;
    }

    private String allTokens(Usage usage) {
        return texts.of(
                "answer.tokens.all",
                usage.input(),
                usage.cachedInput(),
                usage.output(),
                usage.reasoning());
    }

    private String cost(Receipt receipt) {
        if (receipt.price() == null) {
            return texts.of("cost.unknown");
        }
        return receipt.isFree() ? texts.of("cost.free") : figures.exact(receipt.charged());
    }

    /// How the cost came about, `($2.00 × 1,204 + $10.00 × 388) / 1M × 0.5 = $0.003445`.
    private String formula(Receipt receipt) {
        if (receipt.lines().isEmpty()) {
            return "";
        }
        String lines = receipt.lines().stream().map(this::line).collect(Collectors.joining("\n+ "));
        return lines
                + "\n× "
                + receipt.multiplier().text()
                + " = "
                + figures.exact(receipt.charged());
    }

    private String line(ReceiptLine line) {
        String unit = texts.of("unit." + line.unit().name().toLowerCase(Locale.ROOT));
        String price = figures.exact(Money.ofDollars(Price.dollars(line.micros())));
        return texts.of("cost.line", unit, price, line.count(), figures.exact(line.amount()));
    }

    /// Tokens a second since the first one; while it streams, from the length of the text.
    private static long rate(AnswerProgress progress, Duration firstToken) {
        long chars = (long) progress.reasoning().length() + progress.text().length();
        Receipt receipt = progress.receipt();
        long tokens = receipt == null ? chars / CHARS_PER_TOKEN : receipt.usage().output();
        long millis = progress.elapsed().minus(firstToken).toMillis();
        return millis <= 0 ? 0 : tokens * 1000 / millis;
    }

    private Node actions(AnswerProgress progress) {
        MenuButton more = new MenuButton("", Icons.small(Feather.MORE_HORIZONTAL));
        more.getStyleClass().add("flat-icon");
        more.setAccessibleText(texts.of("answer.more"));
        Tip.on(more, texts.of("answer.more"));
        MenuItem shown = new MenuItem(texts.of("answer.request", progress.requestId()));
        shown.setOnAction(event -> navigation.open("requests", progress.requestId()));
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
            MenuItem item = new MenuItem(one.id());
            item.setOnAction(event -> model.retry(place, one.id()));
            others.getItems().add(item);
        }
    }
}
