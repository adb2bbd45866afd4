package dev.syngate.ui.page;

import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.RowTable;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/// What one page adds to the grammar of list pages.
///
/// @param <R> a row
/// @param <F> a filter
public interface ListContent<R, F> {
    /// The page's id, which its texts begin with: `keys` for `keys.new`, `keys.search`,
    /// `keys.none.found` and `keys.count`.
    String id();

    List<RowTable.Column<R>> columns();

    /// The filters as chips, in this order; at most one: no chips.
    List<F> filters();

    String nameOf(F filter);

    /// What the page says while it has nothing to list.
    Region empty();

    /// Shows everything about a row.
    void inspect(R row, Inspector inspector);

    /// Starts to make a new one.
    void create();

    /// Starts to change one: Enter or a double click.
    default void edit(R row) {}

    /// Whether the row can be removed.
    default boolean isRemovable(R row) {
        return true;
    }

    /// Removes one; can be undone.
    default void remove(R row) {}

    /// Whether it counts: what is built in does not.
    default boolean counts(R row) {
        return true;
    }

    /// Whether it looks switched off.
    default boolean isOff(R row) {
        return false;
    }

    /// Buttons in the page's head, before the one that makes a new row.
    default List<Node> tools() {
        return List.of();
    }

    /// What can be done with several rows at once.
    default List<BulkAction<R>> bulk() {
        return List.of();
    }

    /// What stands at the right of the page's foot; may be empty.
    default String foot() {
        return "";
    }

    /// The name that a row is found by when another page leads to it.
    String nameOfRow(R row);

    /// Something done with all selected rows.
    record BulkAction<R>(String name, Ikon icon, java.util.function.Consumer<List<R>> action) {}
}
