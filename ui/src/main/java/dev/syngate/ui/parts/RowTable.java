package dev.syngate.ui.parts;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A table of rows of one height. Columns that are secondary leave one after the other, the last
/// first, when the table is too narrow for all of them, and come back when it is wide enough.
///
/// @param <R> a row
public final class RowTable<R> extends TableView<R> {
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final double ROW = 36;
    private static final double TITLE_SIZE = 12;
    private static final double BESIDE_TITLE = 36;

    /// Columns of at least this width take what room is left.
    private static final double LEAST_FLEXIBLE = 156;

    /// One column.
    ///
    /// @param id also the id of the node, for style sheets
    /// @param width preferred, in pixels
    /// @param cell makes what a cell shows
    /// @param order sorts by the column; null: it can't be sorted
    /// @param right whether it holds figures, which stand at the right
    /// @param stay whether it may be left out in a narrow table
    /// @param onlyShows whether what a cell shows is all that there is to its nodes: nothing
    ///   listens to them, so that they can show another row
    public record Column<R>(
            String id,
            String title,
            double width,
            Function<R, Node> cell,
            @Nullable Comparator<R> order,
            boolean right,
            Stay stay,
            boolean onlyShows) {
        public static <R> Column<R> of(
                String id, String title, double width, Function<R, Node> cell) {
            return new Column<>(id, title, width, cell, null, false, Stay.ALWAYS, false);
        }

        public Column<R> sortedBy(Comparator<R> by) {
            return new Column<>(id, title, width, cell, by, right, stay, onlyShows);
        }

        public Column<R> atRight() {
            return new Column<>(id, title, width, cell, order, true, stay, onlyShows);
        }

        public Column<R> ifThereIsRoom() {
            return staying(Stay.IF_THERE_IS_ROOM);
        }

        public Column<R> ifThereIsMuchRoom() {
            return staying(Stay.IF_THERE_IS_MUCH_ROOM);
        }

        private Column<R> staying(Stay when) {
            return new Column<>(id, title, width, cell, order, right, when, onlyShows);
        }

        /// Nothing listens to what its cells show, so that their nodes can show other rows.
        public Column<R> thatOnlyShows() {
            return new Column<>(id, title, width, cell, order, right, stay, true);
        }
    }

    /// Whether a column stays in a narrow table.
    enum Stay {
        ALWAYS,
        IF_THERE_IS_ROOM,
        IF_THERE_IS_MUCH_ROOM
    }

    private final List<Column<R>> rows;
    private final Predicate<R> off;
    private Runnable remember = () -> {};

    /// @param off which rows look switched off
    /// @param nothing what stands there when nothing is listed
    public RowTable(
            List<Column<R>> columns, ObservableList<R> rows, Predicate<R> off, String nothing) {
        this.rows = columns;
        this.off = off;
        getStyleClass().add("row-table");
        setFixedCellSize(ROW);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        setPlaceholder(Labels.of(nothing, "muted"));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setRowFactory(table -> new Row());
        columns.forEach(this::add);
        SortedList<R> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        widthProperty().subscribe(width -> fit());
    }

    private void add(Column<R> row) {
        TableColumn<R, R> column = new TableColumn<>(row.title());
        column.setId(row.id());
        column.setUserData(true);
        column.setPrefWidth(row.width());
        double title = widthOf(row.title());
        column.setMinWidth(Math.max(title, Math.min(row.width(), LEAST_FLEXIBLE)));
        if (row.width() < LEAST_FLEXIBLE) {
            column.setMaxWidth(Math.max(title, row.width() * 1.4));
        }
        if (row.right()) {
            column.getStyleClass().add("right");
        }
        column.setReorderable(false);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(_ -> new Cell<>(row));
        column.setSortable(row.order() != null);
        if (row.order() != null) {
            column.setComparator(row.order());
        }
        getColumns().add(column);
    }

    /// How much room a column's title needs, with its padding and the sign of the order.
    private static double widthOf(String title) {
        Text text = new Text(title);
        text.setFont(Font.font("Inter Tabular Medium", TITLE_SIZE));
        return Math.ceil(text.getLayoutBounds().getWidth()) + BESIDE_TITLE;
    }

    /// Leaves out columns one after the other, those that may leave first and of these the last
    /// first, until there is room for the rest.
    private void fit() {
        boolean[] shown = new boolean[rows.size()];
        double wanted = 0;
        for (int i = 0; i < shown.length; i++) {
            shown[i] = isChosen(i);
            wanted += shown[i] ? leastWidth(i) : 0;
        }
        for (Stay stay : List.of(Stay.IF_THERE_IS_MUCH_ROOM, Stay.IF_THERE_IS_ROOM)) {
            for (int i = shown.length - 1; i >= 0; i--) {
                boolean leaves =
                        shown[i]
                                && rows.get(i).stay() == stay
                                && getWidth() > 0
                                && getWidth() < wanted;
                shown[i] &= !leaves;
                wanted -= leaves ? leastWidth(i) : 0;
            }
        }
        for (int i = 0; i < shown.length; i++) {
            getColumns().get(i).setVisible(shown[i]);
        }
    }

    private boolean isChosen(int column) {
        return Boolean.TRUE.equals(getColumns().get(column).getUserData());
    }

    private double leastWidth(int column) {
        return getColumns().get(column).getMinWidth();
    }

    /// Hides the columns that were hidden before, and remembers what is chosen from now on.
    public RowTable<R> remembering(ColumnChoices choices, String table) {
        Set<String> hidden = choices.hidden(table);
        getColumns()
                .subList(1, getColumns().size())
                .forEach(column -> column.setUserData(!hidden.contains(column.getId())));
        remember =
                () ->
                        choices.hide(
                                table,
                                getColumns().stream()
                                        .filter(one -> !Boolean.TRUE.equals(one.getUserData()))
                                        .map(TableColumn::getId)
                                        .collect(Collectors.toSet()));
        fit();
        return this;
    }

    /// A menu to choose the columns; the first one always stays.
    public MenuButton chooser(String name) {
        MenuButton chooser =
                Boxes.styled(new MenuButton("", Icons.of(Feather.COLUMNS)), "flat-icon");
        chooser.setAccessibleText(name);
        chooser.setTooltip(new Tooltip(name));
        for (TableColumn<R, ?> column : getColumns().subList(1, getColumns().size())) {
            CheckMenuItem item = new CheckMenuItem(column.getText());
            item.setSelected(Boolean.TRUE.equals(column.getUserData()));
            item.setOnAction(event -> {
                column.setUserData(item.isSelected());
                remember.run();
                fit();
            });
            chooser.getItems().add(item);
        }
        return chooser;
    }

    /// A line that looks switched off when what it shows is.
    private final class Row extends TableRow<R> {
        @Override
        protected void updateItem(R item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(OFF, !empty && item != null && off.test(item));
        }
    }

    /// Shows a node made from the row.
    private static final class Cell<R> extends TableCell<R, R> {
        private final Column<R> column;

        Cell(Column<R> column) {
            this.column = column;
        }

        @Override
        protected void updateItem(R item, boolean empty) {
            super.updateItem(item, empty);
            Node shown = getGraphic();
            if (empty || item == null) {
                hide(shown);
                return;
            }
            Node next = column.cell().apply(item);
            if (column.onlyShows() && shown != null && CellNodes.become(shown, next)) {
                shown.setVisible(true);
            } else {
                setGraphic(next);
            }
        }

        /// Rows that change are empty in between: what can show another row is kept unseen.
        private void hide(@Nullable Node shown) {
            if (column.onlyShows() && shown != null) {
                shown.setVisible(false);
            } else {
                setGraphic(null);
            }
        }
    }
}
