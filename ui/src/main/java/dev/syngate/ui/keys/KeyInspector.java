package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.billing.Quota;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Everything about one key, and what can be done with it.
final class KeyInspector extends VBox {
    private final Texts texts;
    private final Figures figures;
    private final KeysViewModel model;
    private final Runnable close;
    private final Consumer<KeyRow> remove;

    KeyInspector(
            Texts texts,
            Figures figures,
            KeysViewModel model,
            Runnable close,
            Consumer<KeyRow> remove) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.close = close;
        this.remove = remove;
        getStyleClass().add("inspector");
    }

    void show(KeyRow row) {
        VBox body = Boxes.column(16, spending(row), facts(row));
        body.getStyleClass().add("pane-body");
        ScrollPane scroll = Boxes.grow(new ScrollPane(body));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().setAll(head(row), scroll);
    }

    private Node head(KeyRow row) {
        String state = texts.of("state." + row.state().name().toLowerCase(Locale.ROOT));
        String tone = row.tone().equals("off") ? "neutral" : row.tone();
        String name = row.key() == null ? texts.of("this.app") : row.name();
        Node title =
                Boxes.row(
                        8,
                        Labels.of(name, "sheet-title"),
                        Labels.pill(state, tone),
                        Boxes.spacer(),
                        Buttons.icon(Feather.X, texts.of("close"), close));
        VBox head = Boxes.column(4, title);
        head.getStyleClass().add("inspector-head");
        if (row.key() == null) {
            Label about = Labels.of(texts.of("keys.this.app.about"), "secondary");
            about.setWrapText(true);
            head.getChildren().add(about);
        } else {
            head.getChildren()
                    .addAll(
                            Boxes.row(
                                    8,
                                    Labels.whole(row.hint(), "mono", "muted"),
                                    Labels.of(texts.of("keys.shown.once"), "secondary")),
                            actions(row));
        }
        return head;
    }

    private Node actions(KeyRow row) {
        boolean disabled = row.key() != null && row.key().disabled();
        Node toggle =
                disabled
                        ? Buttons.small(
                                texts.of("enable"),
                                Feather.PLAY,
                                () -> model.setDisabled(row, false))
                        : Buttons.small(
                                texts.of("disable"),
                                Feather.PAUSE,
                                () -> model.setDisabled(row, true));
        Node delete = Buttons.small(texts.of("remove"), Feather.TRASH_2, () -> remove.accept(row));
        delete.getStyleClass().add("danger-text");
        return Boxes.styled(Boxes.row(8, toggle, delete), "inspector-actions");
    }

    private Node spending(KeyRow row) {
        Quota quota = row.quota();
        Label used = Labels.whole(figures.sum(row.used()), "big-figure");
        Label of =
                Labels.of(
                        quota == null
                                ? texts.of("keys.spent.in.all")
                                : texts.of(
                                        "quota.of." + KeyTable.period(quota),
                                        figures.brief(quota.amount())),
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
                                    texts.of("keys.spent.total", figures.sum(row.total())),
                                    "secondary"));
        }
        return Boxes.styled(card, "card", "padded");
    }

    private Node facts(KeyRow row) {
        GridPane grid = Boxes.styled(new GridPane(), "facts");
        String account =
                row.left() == null
                        ? row.account().name()
                        : texts.of(
                                "keys.account.left",
                                row.account().name(),
                                figures.brief(row.left()));
        fact(grid, "account", account);
        fact(grid, "group", row.group() + " " + row.multiplier() + "×");
        fact(
                grid,
                "expires",
                row.expires() == null ? texts.of("never") : figures.dateTime(row.expires()));
        ApiKey key = row.key();
        if (key != null) {
            limits(grid, key.limits());
            fact(grid, "created", figures.date(key.created()));
        }
        fact(grid, "last.used", time(row.lastUsed()));
        return grid;
    }

    private void limits(GridPane grid, ApiKey.Limits limits) {
        fact(grid, "models", listOr(limits.models(), "keys.all.of.group"));
        fact(grid, "networks", listOr(limits.ips(), "keys.any.address"));
        fact(grid, "rpm", numberOrOff(limits.rpm()));
        fact(grid, "tpm", numberOrOff(limits.tpm()));
        fact(grid, "concurrent", numberOrOff(limits.concurrent()));
    }

    private String listOr(List<String> values, String otherwise) {
        return values.isEmpty() ? texts.of(otherwise) : String.join(", ", values);
    }

    private String numberOrOff(@Nullable Integer number) {
        return number == null ? texts.of("off") : figures.count(number);
    }

    private String time(@Nullable Instant time) {
        return time == null ? texts.of("not.yet") : figures.dateTime(time);
    }

    private void fact(GridPane grid, String id, String value) {
        Label name = Labels.whole(texts.of("keys.fact." + id), "secondary");
        Label said = Labels.of(value, "secondary-strong");
        said.setWrapText(true);
        said.setTextAlignment(TextAlignment.RIGHT);
        said.setMinHeight(USE_PREF_SIZE);
        GridPane.setHgrow(said, Priority.ALWAYS);
        GridPane.setHalignment(said, HPos.RIGHT);
        GridPane.setValignment(name, VPos.TOP);
        grid.addRow(grid.getRowCount(), name, said);
    }
}
