package dev.syngate.ui.chat;

import dev.syngate.history.Conversations;
import dev.syngate.history.Heading;
import dev.syngate.ui.fx.Background;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The conversations that have the words that a person looks for: those whose title has them at
/// once, the others as soon as all that was said is read. FX thread only.
final class HistorySearch {
    private final Conversations conversations;
    private final Background background;
    private final ObservableList<Heading> all;
    private final FilteredList<Heading> listed;
    private final StringProperty words = new SimpleStringProperty("");

    /// What the newest search has found so far.
    private final Set<String> found = new HashSet<>();

    /// Which search is the newest; older ones give up.
    private final AtomicInteger newest = new AtomicInteger();

    HistorySearch(Conversations conversations, Background background, ObservableList<Heading> all) {
        this.conversations = conversations;
        this.background = background;
        this.all = all;
        listed = new FilteredList<>(all);
        words.subscribe(this::look);
    }

    /// Those that have the words, the newest first.
    ObservableList<Heading> listed() {
        return listed;
    }

    StringProperty wordsProperty() {
        return words;
    }

    private void look(String wanted) {
        int search = newest.incrementAndGet();
        found.clear();
        if (wanted.isBlank()) {
            listed.setPredicate(null);
            return;
        }
        List<Heading> headings = List.copyOf(all);
        background.run(() -> titled(headings, wanted), ids -> show(search, ids), failure -> {});
        background.run(
                () -> conversations.containing(wanted, () -> newest.get() == search),
                ids -> show(search, ids),
                failure -> {});
    }

    private static Set<String> titled(List<Heading> headings, String wanted) {
        return headings.stream()
                .filter(one -> one.contains(wanted))
                .map(Heading::id)
                .collect(Collectors.toSet());
    }

    private void show(int search, Set<String> ids) {
        if (newest.get() == search) {
            found.addAll(ids);
            listed.setPredicate(one -> found.contains(one.id()));
        }
    }
}
