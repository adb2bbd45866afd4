package dev.syngate.ui.page;

import dev.syngate.ui.fx.Background;
import dev.syngate.ui.fx.Poll;
import dev.syngate.ui.fx.Rows;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// A list page without its looks: rows, filter, search, state, and changes. FX thread only.
///
/// @param <R> a row
/// @param <F> a filter
public final class ListViewModel<R, F> {
    private final Listing<R, F> listing;
    private final Background background;
    private final Rows<R> rows;
    private final FilteredList<R> listed;
    private final Poll<List<R>> poll;
    private final ObjectProperty<F> filter;
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<PageState> state =
            new ReadOnlyObjectWrapper<>(new PageState.Loading());
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<String> trouble = new ReadOnlyObjectWrapper<>("");

    public ListViewModel(Listing<R, F> listing, Background background) {
        this.listing = listing;
        this.background = background;
        rows = new Rows<>(listing.id());
        listed = new FilteredList<>(rows.list());
        filter = new SimpleObjectProperty<>(listing.all());
        poll = new Poll<>(background, listing.read(), this::show, this::miss);
        filter.subscribe(chosen -> narrow());
        search.subscribe(words -> narrow());
    }

    private void narrow() {
        String wanted = search.get().strip().toLowerCase(Locale.ROOT);
        F chosen = filter.get();
        listed.setPredicate(row ->
                listing.passes().test(row, chosen)
                        && listing.words().apply(row).toLowerCase(Locale.ROOT).contains(wanted));
    }

    /// All rows, merged by id.
    public Rows<R> rows() {
        return rows;
    }

    /// Grows whenever the rows have changed, once for all of them.
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /// The rows that pass filter and search.
    public ObservableList<R> listed() {
        return listed;
    }

    public ObjectProperty<F> filterProperty() {
        return filter;
    }

    public StringProperty searchProperty() {
        return search;
    }

    public ReadOnlyObjectProperty<PageState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What went wrong with the last change; empty: nothing.
    public ReadOnlyObjectProperty<String> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// How many of the rows that count pass a filter.
    public long count(F one, Predicate<R> counts) {
        return rows.list().stream()
                .filter(counts.and(row -> listing.passes().test(row, one)))
                .count();
    }

    /// Looks again, unless it still waits for the last look.
    public void refresh() {
        poll.ask();
    }

    private void show(List<R> now) {
        if (rows.merge(now)) {
            version.set(version.get() + 1);
        }
        state.set(new PageState.Ready());
    }

    private void miss(RuntimeException failure) {
        state.set(new PageState.Failed(String.valueOf(failure.getMessage())));
    }

    /// Changes something, looks again and says what came of it; a failure is shown by the page.
    public <T> void change(Supplier<T> how, Consumer<? super T> done) {
        change(
                how,
                done,
                failure -> {
                    trouble.set("");
                    trouble.set(String.valueOf(failure.getMessage()));
                });
    }

    /// As the other, for whoever shows a failure at its own place.
    public <T> void change(
            Supplier<T> how, Consumer<? super T> done, Consumer<? super RuntimeException> failed) {
        background.run(
                how,
                result -> {
                    trouble.set("");
                    refresh();
                    done.accept(result);
                },
                failed);
    }
}
