package dev.syngate.ui.keys;

import dev.syngate.access.KeyState;
import dev.syngate.billing.Quota;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The keys, one line each.
final class KeyTable extends TableView<KeyRow> {
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final double ROW = 36;

    /// Columns of at least this width take what room is left; they hold it at the narrowest.
    private static final double LEAST_FLEXIBLE = 156;

    private final Texts texts;
    private final Figures figures;
    private final KeysViewModel model;
    private final TableColumn<KeyRow, KeyRow> rpm;
    private boolean narrow;

    KeyTable(Texts texts, Figures figures, KeysViewModel model) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        getStyleClass().add("key-table");
        setFixedCellSize(ROW);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        setPlaceholder(Labels.of(texts.of("keys.none.found"), "muted"));
        setRowFactory(table -> new Row());
        Comparator<KeyRow> byName =
                Comparator.comparing(KeyRow::name, String.CASE_INSENSITIVE_ORDER);
        add("name", 210, this::name, byName);
        add("key", 88, row -> Labels.of(row.hint(), "mono", "muted"), null);
        add("group", 118, this::group, Comparator.comparing(KeyRow::group));
        add("quota", 200, this::quota, Comparator.comparing(KeyRow::used));
        add("expires", 106, this::expires, Comparator.comparing(KeyTable::expiry));
        add("last.used", 90, this::lastUsed, Comparator.comparing(KeyTable::used));
        rpm = add("rpm", 70, this::rpm, null);
        rpm.getStyleClass().add("right");
        SortedList<KeyRow> sorted = new SortedList<>(model.listed());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
    }

    /// Leaves out what is secondary, while the inspector takes the room.
    void narrow(boolean nowNarrow) {
        if (narrow != nowNarrow) {
            narrow = nowNarrow;
            rpm.setVisible(!narrow);
            refresh();
        }
    }

    private static Instant expiry(KeyRow row) {
        return row.expires() == null ? Instant.MAX : row.expires();
    }

    private static Instant used(KeyRow row) {
        return row.lastUsed() == null ? Instant.MIN : row.lastUsed();
    }

    private TableColumn<KeyRow, KeyRow> add(
            String id,
            double width,
            Function<KeyRow, Node> cell,
            @Nullable Comparator<KeyRow> order) {
        TableColumn<KeyRow, KeyRow> column = new TableColumn<>(texts.of("keys.column." + id));
        column.setId(id);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, LEAST_FLEXIBLE));
        if (width < LEAST_FLEXIBLE) {
            column.setMaxWidth(width + 20);
        }
        column.setReorderable(false);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(_ -> new Cell(cell));
        column.setSortable(order != null);
        if (order != null) {
            column.setComparator(order);
        }
        getColumns().add(column);
        return column;
    }

    private Node name(KeyRow row) {
        String name = row.key() == null ? texts.of("this.app") : row.name();
        String beside = row.key() == null ? texts.of("built.in") : row.account().name();
        Label label = Labels.of(name, "medium");
        label.setMinWidth(narrow ? 40 : Region.USE_PREF_SIZE);
        Label account = Labels.of(beside, "secondary");
        account.setMinWidth(0);
        Node dot = Labels.dot(row.tone());
        dot.setAccessibleText(state(row));
        return narrow ? Boxes.row(8, dot, label) : Boxes.row(8, dot, label, account);
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
                                        narrow ? "quota.of.short" : "quota.of." + period(quota),
                                        figures.brief(quota.amount())),
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
        long days = Duration.between(model.now(), expires).toDays();
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

    /// A line that looks switched off when its key is.
    private static final class Row extends TableRow<KeyRow> {
        @Override
        protected void updateItem(KeyRow item, boolean empty) {
            super.updateItem(item, empty);
            boolean off = !empty && item != null && item.state() == KeyState.DISABLED;
            pseudoClassStateChanged(OFF, off);
        }
    }

    /// Shows a node made from the row.
    private static final class Cell extends TableCell<KeyRow, KeyRow> {
        private final Function<KeyRow, Node> content;

        Cell(Function<KeyRow, Node> content) {
            this.content = content;
        }

        @Override
        protected void updateItem(KeyRow item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : content.apply(item));
        }
    }
}
