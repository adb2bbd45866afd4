package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.billing.Quota;
import dev.syngate.call.Caller;
import dev.syngate.ui.frame.FrameViewModel;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Facts;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.usage.UsageOfOne;
import dev.syngate.ui.usage.UsageViewModel;
import dev.syngate.usage.Grouping;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Everything about one key.
record KeyInspector(
        PageTools tools, KeysViewModel model, FrameViewModel frame, UsageViewModel usage) {
    private Texts texts() {
        return tools.texts();
    }

    private Figures figures() {
        return tools.figures();
    }

    /// @param actions what can be done with the key
    void show(KeyRow row, Inspector inspector, List<? extends Node> actions) {
        String state = texts().of("state." + row.state().name().toLowerCase(Locale.ROOT));
        String tone = row.tone().equals("off") ? "neutral" : row.tone();
        String name = row.key() == null ? texts().of("this.app") : row.name();
        inspector.title(name, Labels.pill(state, tone));
        if (row.key() == null) {
            Label about = Labels.of(texts().of("keys.this.app.about"), "secondary");
            about.setWrapText(true);
            about.setMinHeight(Region.USE_PREF_SIZE);
            inspector.lines(about);
        } else {
            inspector
                    .lines(
                            Boxes.row(
                                    8,
                                    Labels.whole(row.hint(), "mono", "muted"),
                                    Labels.of(texts().of("keys.shown.once"), "secondary")))
                    .actions(actions.toArray(Node[]::new));
        }
        if (row.key() == null) {
            inspector.body(spending(row), lately(row), facts(row));
            return;
        }
        inspector.tabs(
                List.of(
                        new Inspector.Tab(
                                texts().of("keys.tab.summary"),
                                () -> Boxes.column(16, spending(row), lately(row), facts(row))),
                        new Inspector.Tab(texts().of("keys.tab.limits"), () -> limitsNow(row)),
                        new Inspector.Tab(
                                texts().of("keys.snippets"),
                                () ->
                                        new SnippetsPane(
                                                texts(),
                                                frame.baseUrl(),
                                                KeySnippets.PLACEHOLDER,
                                                model.models(row)))));
    }

    private Node limitsNow(KeyRow row) {
        return new LimitsPane(texts(), figures(), row, () -> model.standing(row));
    }

    private Node lately(KeyRow row) {
        ApiKey key = row.key();
        return key == null
                ? new UsageOfOne(
                        tools, usage, Grouping.KEY, Caller.ThisApp.KEY, Caller.ThisApp.NAME)
                : new UsageOfOne(tools, usage, Grouping.KEY, key.id(), key.name());
    }

    private Node spending(KeyRow row) {
        Quota quota = row.quota();
        Label used = Labels.whole(figures().sum(row.used()), "big-figure");
        Label of =
                Labels.of(
                        quota == null
                                ? texts().of("keys.spent.in.all")
                                : texts().of(
                                                "quota.of." + KeyCells.period(quota),
                                                figures().round(quota.amount())),
                        "secondary");
        VBox card = Boxes.column(8, Boxes.row(8, used, of));
        ((HBox) card.getChildren().getFirst()).setAlignment(Pos.BASELINE_LEFT);
        if (quota != null) {
            Bar bar = new Bar();
            bar.show(row.share(), QuotaTone.of(row));
            card.getChildren().add(bar);
            card.getChildren()
                    .add(
                            Labels.of(
                                    texts().of("keys.spent.total", figures().sum(row.total())),
                                    "secondary"));
        }
        return Boxes.styled(card, "card", "padded");
    }

    private Node facts(KeyRow row) {
        Facts facts = new Facts();
        String account =
                row.left() == null
                        ? row.account().name()
                        : texts().of(
                                        "keys.account.left",
                                        row.account().name(),
                                        figures().brief(row.left()));
        fact(facts, "account", account);
        fact(facts, "group", row.group() + " " + row.multiplier() + "×");
        fact(
                facts,
                "expires",
                row.expires() == null ? texts().of("never") : figures().dateTime(row.expires()));
        ApiKey key = row.key();
        if (key != null) {
            limits(facts, key.limits());
            fact(
                    facts,
                    "reasoning",
                    texts().of("reasoning." + ThoughtsChoice.word(key.reasoning())));
            fact(facts, "created", figures().date(key.created()));
        }
        fact(facts, "last.used", time(row.lastUsed()));
        return facts;
    }

    private void limits(Facts facts, ApiKey.Limits limits) {
        fact(facts, "models", listOr(limits.models(), "keys.all.of.group"));
        fact(facts, "networks", listOr(limits.ips(), "keys.any.address"));
        fact(facts, "rpm", numberOrOff(limits.rpm()));
        fact(facts, "tpm", numberOrOff(limits.tpm()));
        fact(facts, "concurrent", numberOrOff(limits.concurrent()));
    }

    private void fact(Facts facts, String id, String value) {
        facts.add(texts().of("keys.fact." + id), value);
    }

    private String listOr(List<String> values, String otherwise) {
        return values.isEmpty() ? texts().of(otherwise) : String.join(", ", values);
    }

    private String numberOrOff(@Nullable Integer number) {
        return number == null ? texts().of("off") : figures().count(number);
    }

    private String time(@Nullable Instant time) {
        return time == null ? texts().of("not.yet") : figures().dateTime(time);
    }
}
