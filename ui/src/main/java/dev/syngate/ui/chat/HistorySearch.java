package dev.syngate.ui.chat;

import dev.syngate.history.Conversations;
import dev.syngate.history.Heading;
import dev.syngate.ui.fx.Background;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The conversations that have the words that a person looks for: those whose title has them at
/// once, the others as soon as all that was said is read. FX thread only.
final class HistorySearch {
    private final Conversations conversations;
    private final Background background;
    private final FilteredList<Heading> listed;
    private final StringProperty words = new SimpleStringProperty("");

    /// Which search is the newest; older ones give up.
    private final AtomicInteger newest = new AtomicInteger();

    HistorySearch(Conversations conversations, Background background, ObservableList<Heading> all) {
        this.conversations = conversations;
        this.background = background;
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
        if (wanted.isBlank()) {
            listed.setPredicate(null);
            return;
        }
        listed.setPredicate(one -> one.contains(wanted));
        background.run(
                () -> conversations.containing(wanted, () -> newest.get() == search),
                found -> show(search, wanted, found),
                failure -> {});
    }

    private void show(int search, String wanted, Set<String> found) {
        if (newest.get() == search) {
            listed.setPredicate(one -> found.contains(one.id()) || one.contains(wanted));
        }
    }
}
