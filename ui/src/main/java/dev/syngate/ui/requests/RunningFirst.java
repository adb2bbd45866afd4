package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestRecord;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/// The requests that run, above those that have ended, as one list. What stays in its place is
/// never taken out of the list. FX thread only.
final class RunningFirst {
    private final ObservableList<RequestRecord> all = FXCollections.observableArrayList();
    private int running;
    private boolean changing;

    /// @param ended is mirrored from now on
    RunningFirst(ObservableList<RequestRecord> ended) {
        ended.addListener(this::mirror);
    }

    ObservableList<RequestRecord> all() {
        return all;
    }

    /// Whether the list is just being changed, not by a person.
    boolean isChanging() {
        return changing;
    }

    private void mirror(ListChangeListener.Change<? extends RequestRecord> change) {
        change(() -> {
            while (change.next()) {
                int from = running + change.getFrom();
                int to = from + change.getRemovedSize();
                if (change.getRemovedSize() == 1 && change.getAddedSize() == 1) {
                    all.set(from, change.getAddedSubList().getFirst());
                } else if (change.wasRemoved() && from == 0 && to == all.size()) {
                    all.setAll(change.getAddedSubList());
                } else {
                    all.remove(from, to);
                    all.addAll(from, change.getAddedSubList());
                }
            }
        });
    }

    /// Shows these as running instead of any before.
    void show(List<RequestRecord> now) {
        change(() -> {
            for (int i = 0; i < now.size(); i++) {
                place(i, now.get(i));
            }
            all.remove(now.size(), running);
            running = now.size();
        });
    }

    private void place(int index, RequestRecord item) {
        int known = index;
        while (known < running && !all.get(known).id().equals(item.id())) {
            known++;
        }
        if (known == running) {
            all.add(index, item);
            running++;
            return;
        }
        all.remove(index, known);
        running -= known - index;
        all.set(index, item);
    }

    private void change(Runnable work) {
        boolean before = changing;
        changing = true;
        try {
            work.run();
        } finally {
            changing = before;
        }
    }
}
