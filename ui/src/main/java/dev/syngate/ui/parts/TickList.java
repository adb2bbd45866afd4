package dev.syngate.ui.parts;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.controlsfx.control.CheckComboBox;

/// Names to be ticked in a list; what is ticked is among the chosen texts, which may hold others
/// too.
final class TickList extends CheckComboBox<String> {
    private final ObservableList<String> chosen;
    private boolean following;

    TickList(String title, List<String> names, ObservableList<String> chosen) {
        super(FXCollections.observableArrayList(names));
        this.chosen = chosen;
        getStyleClass().add("tick-list");
        setTitle(title);
        setAccessibleText(title);
        follow();
        chosen.addListener((ListChangeListener<String>) change -> follow());
        getCheckModel()
                .getCheckedItems()
                .addListener(
                        (ListChangeListener<String>)
                                change -> {
                                    if (!following) {
                                        take();
                                    }
                                });
    }

    /// Ticks what is chosen.
    private void follow() {
        if (following) {
            return;
        }
        following = true;
        for (String name : getItems()) {
            getItemBooleanProperty(name).set(chosen.contains(name));
        }
        following = false;
    }

    /// Chooses what is ticked.
    private void take() {
        following = true;
        for (String name : getItems()) {
            boolean ticked = getItemBooleanProperty(name).get();
            if (ticked && !chosen.contains(name)) {
                chosen.add(name);
            } else if (!ticked) {
                chosen.remove(name);
            }
        }
        following = false;
    }
}
