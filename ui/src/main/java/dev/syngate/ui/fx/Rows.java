package dev.syngate.ui.fx;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A list that takes over new rows by their ids, so that what did not change stays untouched. FX
/// thread only.
///
/// @param <R> a row
public final class Rows<R> {
    private final ObservableList<R> rows = FXCollections.observableArrayList();
    private final Function<R, ?> id;
    private boolean merging;

    public Rows(Function<R, ?> id) {
        this.id = id;
    }

    public ObservableList<R> list() {
        return rows;
    }

    /// The id that the row is known by.
    public Object idOf(R row) {
        return id.apply(row);
    }

    public Optional<R> find(Object wanted) {
        return rows.stream().filter(row -> idOf(row).equals(wanted)).findFirst();
    }

    /// Whether the list is just being changed by a merge, not by a person.
    public boolean isMerging() {
        return merging;
    }

    /// Makes the list equal to the other one; answers whether anything changed.
    public boolean merge(List<R> now) {
        if (rows.equals(now)) {
            return false;
        }
        merging = true;
        try {
            Set<Object> kept = new HashSet<>();
            now.forEach(row -> kept.add(idOf(row)));
            rows.removeIf(row -> !kept.contains(idOf(row)));
            for (int i = 0; i < now.size(); i++) {
                place(i, now.get(i));
            }
            rows.remove(now.size(), rows.size());
        } finally {
            merging = false;
        }
        return true;
    }

    private void place(int index, R row) {
        if (index < rows.size() && idOf(rows.get(index)).equals(idOf(row))) {
            if (!Objects.equals(rows.get(index), row)) {
                rows.set(index, row);
            }
            return;
        }
        for (int i = index + 1; i < rows.size(); i++) {
            if (idOf(rows.get(i)).equals(idOf(row))) {
                rows.remove(i);
                break;
            }
        }
        rows.add(index, row);
    }
}
