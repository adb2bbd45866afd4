package dev.syngate.ui.requests;

import dev.syngate.billing.Price;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.ReceiptLine;
import dev.syngate.billing.Unit;
import dev.syngate.billing.Usage;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Facts;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What there is to know about one request, card by card.
record RequestCards(Texts texts, Figures figures) {
    private static final double NAMES = 104;

    private Node card(String title, String beside, Node body) {
        return Boxes.styled(
                Boxes.column(
                        0,
                        Boxes.styled(
                                Boxes.row(
                                        8,
                                        Labels.whole(title, "strong"),
                                        Boxes.spacer(),
                                        Labels.of(beside, "secondary")),
                                "card-head"),
                        Boxes.styled(new VBox(body), "card-body")),
                "card");
    }

    private String time(long millis) {
        return figures.brief(Duration.ofMillis(millis));
    }

    /// Attempts one after the other, then the parts of the one that answered.
    Node timeline(RequestRecord item) {
        GridPane grid = Boxes.styled(new GridPane(), "timeline");
        ColumnConstraints names = new ColumnConstraints(NAMES);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        ColumnConstraints figuresAtRight = new ColumnConstraints(62);
        figuresAtRight.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().setAll(names, bars, figuresAtRight);
        long whole = item.durationMillis();
        long start = 0;
        for (RequestRecord.Attempt attempt : item.attempts()) {
            boolean ok = attempt.outcome().equals(RequestRecord.Attempt.OK);
            long end = ok ? whole : Math.min(whole, start + attempt.millis());
            Node name =
                    Boxes.row(
                            6,
                            Labels.dot(ok ? "success" : "danger"),
                            Labels.of(attempt.provider(), "cell-text"));
            addSpan(grid, name, start, end, whole, ok ? "whole" : "failed");
            String way = way(attempt);
            if (!way.isEmpty()) {
                grid.add(Labels.of(way, "secondary", "indented"), 0, grid.getRowCount(), 3, 1);
            }
            if (!ok) {
                Label why = Labels.of(attempt.outcome(), "secondary", "danger");
                grid.add(why, 1, grid.getRowCount(), 2, 1);
            }
            start = ok ? start : end;
        }
        Long first = item.firstTokenMillis();
        if (first != null) {
            addSpan(grid, part("first"), start, first, whole, "first");
            addSpan(grid, part("answer"), first, whole, whole, "answer");
        }
        if (item.attempts().isEmpty()) {
            grid.add(Labels.of(texts.of("requests.no.attempt"), "secondary"), 0, 0, 3, 1);
        }
        return card(texts.of("requests.timeline"), time(whole), grid);
    }

    /// Why this route, with which of the provider's keys, for how much.
    private String way(RequestRecord.Attempt attempt) {
        List<String> words = new ArrayList<>();
        if (!attempt.reason().isEmpty()) {
            words.add(texts.word("reason.", attempt.reason()));
        }
        if (!attempt.credential().isEmpty()) {
            words.add(texts.of("requests.attempt.key", attempt.credential()));
        }
        Money cost = attempt.cost();
        if (cost != null) {
            words.add(figures.exact(cost));
        }
        return String.join(" · ", words);
    }

    private Label part(String id) {
        return Labels.of(texts.of("requests.part." + id), "secondary", "indented");
    }

    private void addSpan(GridPane grid, Node name, long start, long end, long whole, String tone) {
        Label length = Labels.whole(time(Math.max(0, end - start)), "secondary");
        if (tone.equals("failed")) {
            length.getStyleClass().add("danger");
        }
        grid.addRow(grid.getRowCount(), name, new SpanBar(start, end, whole, tone), length);
    }

    /// The receipt as a sum that can be computed again.
    Node cost(RequestRecord item, Receipt receipt) {
        Facts lines = new Facts();
        for (ReceiptLine line : receipt.lines()) {
            String name =
                    texts.of("unit." + line.unit().name().toLowerCase(Locale.ROOT))
                            + " "
                            + figures.count(line.count())
                            + " × $"
                            + Price.dollars(line.micros())
                            + (isPerMillion(line.unit()) ? " / 1M" : "");
            lines.add(name, figures.exact(line.amount()));
        }
        lines.add(texts.of("requests.group", item.group()), "× " + receipt.multiplier().text());
        Label charged =
                Labels.whole(
                        item.costUnknown()
                                ? texts.of("requests.cost.unknown")
                                : figures.exact(receipt.charged()),
                        "strong");
        Node sum =
                Boxes.row(
                        8,
                        Labels.whole(texts.of("requests.charged"), "strong"),
                        Boxes.spacer(),
                        charged);
        Label held =
                Labels.of(texts.of("requests.held", figures.exact(receipt.held())), "secondary");
        String source =
                texts.of(receipt.usage().estimated() ? "requests.estimated" : "requests.reported");
        VBox body = Boxes.column(8, lines, Boxes.styled(new VBox(), "rule"), sum, held);
        Money upstream = item.upstreamCost();
        Money margin = item.margin();
        if (upstream != null && margin != null) {
            body.getChildren()
                    .add(
                            new Facts()
                                    .add(
                                            texts.of("requests.upstream.cost"),
                                            figures.exact(upstream))
                                    .add(texts.of("requests.margin"), figures.exact(margin)));
        }
        return card(texts.of("requests.cost"), source, body);
    }

    private static boolean isPerMillion(Unit unit) {
        return switch (unit) {
            case REQUEST, IMAGE, SECOND -> false;
            case INPUT,
                    CACHED_INPUT,
                    CACHE_WRITE,
                    CACHE_WRITE_HOUR,
                    AUDIO_INPUT,
                    IMAGE_INPUT,
                    OUTPUT,
                    REASONING,
                    AUDIO_OUTPUT,
                    IMAGE_OUTPUT,
                    CHARACTER ->
                    true;
        };
    }

    /// What went in and came out, and how fast.
    Node tokens(RequestRecord item, Usage usage) {
        Facts facts = new Facts();
        facts.add(texts.of("requests.tokens.in"), figures.count(usage.input()));
        facts.add(texts.of("requests.tokens.cached"), figures.count(usage.cachedInput()));
        facts.add(texts.of("requests.tokens.out"), figures.count(usage.output()));
        facts.add(texts.of("requests.tokens.thinking"), figures.count(usage.reasoning()));
        Long first = item.firstTokenMillis();
        long answering = item.durationMillis() - (first == null ? 0 : first);
        String speed =
                answering > 0 && usage.output() > 0
                        ? texts.of(
                                "requests.tokens.a.second",
                                figures.count(usage.output() * 1000 / answering))
                        : "";
        return card(texts.of("requests.tokens"), speed, facts);
    }

    /// Who, from which group, on which way.
    Node facts(RequestRecord item, String key, Node id) {
        Facts facts = new Facts();
        facts.add(texts.of("requests.column.time"), figures.longDateTime(item.time()));
        facts.add(texts.of("requests.column.key"), key);
        if (!item.userAgent().isEmpty()) {
            facts.add(texts.of("requests.column.tool"), item.userAgent());
        }
        facts.add(texts.of("requests.endpoint"), item.endpoint());
        String upstream = item.upstreamModel();
        if (upstream != null) {
            facts.add(texts.of("requests.upstream"), upstream);
        }
        facts.add(
                texts.of("requests.mode"),
                texts.of(item.stream() ? "requests.streamed" : "requests.whole"));
        facts.add(texts.of("requests.id"), id);
        return facts;
    }
}
