package dev.syngate.ui.keys;

import dev.syngate.access.KeyState;
import dev.syngate.billing.Quota;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable.Column;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The columns of the keys, and what stands in their cells.
final class KeyCells {
    private final Texts texts;
    private final Figures figures;
    private final KeysViewModel model;

    KeyCells(Texts texts, Figures figures, KeysViewModel model) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
    }

    List<Column<KeyRow>> columns() {
        return List.of(
                column("name", 210, this::name)
                        .sortedBy(
                                Comparator.comparing(KeyRow::name, String.CASE_INSENSITIVE_ORDER)),
                column("key", 96, row -> Labels.of(row.hint(), "mono", "muted"))
                        .ifThereIsMuchRoom(),
                column("group", 118, this::group).sortedBy(Comparator.comparing(KeyRow::group)),
                column("quota", 200, this::quota).sortedBy(Comparator.comparing(KeyRow::used)),
                column("expires", 110, this::expires)
                        .sortedBy(Comparator.comparing(KeyCells::expiry))
                        .ifThereIsRoom(),
                column("last.used", 96, this::lastUsed)
                        .sortedBy(Comparator.comparing(KeyCells::used))
                        .ifThereIsRoom(),
                column("rpm", 70, this::rpm).atRight().ifThereIsMuchRoom());
    }

    private Column<KeyRow> column(String id, double width, Function<KeyRow, Node> cell) {
        return Column.of(id, texts.of("keys.column." + id), width, cell);
    }

    private static Instant expiry(KeyRow row) {
        return row.expires() == null ? Instant.MAX : row.expires();
    }

    private static Instant used(KeyRow row) {
        return row.lastUsed() == null ? Instant.MIN : row.lastUsed();
    }

    private Node name(KeyRow row) {
        String name = row.key() == null ? texts.of("this.app") : row.name();
        String beside = row.key() == null ? texts.of("built.in") : row.account().name();
        Label label = Labels.of(name, "medium");
        label.setMinWidth(40);
        Label account = Labels.of(beside, "secondary");
        account.setMinWidth(0);
        Node dot = Labels.dot(row.tone());
        dot.setAccessibleText(state(row));
        return Boxes.row(8, dot, label, account);
    }

    private String state(KeyRow row) {
        return texts.of("state." + row.state().name().toLowerCase(Locale.ROOT));
    }

    private Node group(KeyRow row) {
        Label pill = Labels.pill(row.group() + " " + row.multiplier() + "×", "outline");
        pill.setMinWidth(0);
        return Boxes.row(0, pill);
    }

    private Node quota(KeyRow row) {
        Quota quota = row.quota();
        Label of =
                Labels.of(
                        quota == null
                                ? texts.of("unlimited")
                                : texts.of(
                                        "quota.of." + period(quota), figures.round(quota.amount())),
                        "secondary");
        VBox box =
                Boxes.column(
                        3,
                        Boxes.row(
                                8,
                                Labels.whole(figures.sum(row.used()), "figure"),
                                Boxes.spacer(),
                                of));
        box.setAlignment(Pos.CENTER_LEFT);
        if (quota != null) {
            Bar bar = new Bar();
            bar.show(row.share(), QuotaTone.of(row));
            box.getChildren().add(bar);
        }
        return box;
    }

    static String period(Quota quota) {
        return quota.period().name().toLowerCase(Locale.ROOT);
    }

    private Node expires(KeyRow row) {
        if (row.state() == KeyState.EXPIRED || row.state() == KeyState.DISABLED) {
            return Labels.of(
                    state(row), "secondary", row.state() == KeyState.EXPIRED ? "danger" : "muted");
        }
        Instant expires = row.expires();
        if (expires == null) {
            return Labels.of(texts.of("never"), "secondary");
        }
        // A part of a day counts as one: a key of two days has two days left.
        long days = Duration.between(model.now(), expires).plusDays(1).minusNanos(1).toDays();
        return row.state() == KeyState.EXPIRING
                ? Labels.of(texts.of("in.days", days), "secondary", "warning")
                : Labels.of(figures.date(expires), "secondary");
    }

    private Node lastUsed(KeyRow row) {
        Instant used = row.lastUsed();
        return used == null
                ? Labels.of(texts.of("not.yet"), "secondary")
                : Labels.of(figures.recent(used, model.now()), "secondary-strong");
    }

    private Node rpm(KeyRow row) {
        Integer rpm = row.key() == null ? null : row.key().limits().rpm();
        return Labels.of(
                rpm == null ? texts.of("off") : figures.count(rpm),
                rpm == null ? "secondary" : "secondary-strong");
    }
}
