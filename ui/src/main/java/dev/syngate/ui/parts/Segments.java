package dev.syngate.ui.parts;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// A row of choices of which exactly one is on.
///
/// @param <T> what is chosen
public final class Segments<T> extends HBox {
    private final ObjectProperty<T> chosen;

    public Segments(List<T> choices, T first, Function<T, String> name) {
        chosen = new SimpleObjectProperty<>(first);
        getStyleClass().add("segments");
        ToggleGroup group = new ToggleGroup();
        for (T choice : choices) {
            ToggleButton segment = Boxes.styled(new ToggleButton(name.apply(choice)), "segment");
            segment.setToggleGroup(group);
            segment.setMinWidth(USE_PREF_SIZE);
            segment.setOnAction(event -> chosen.set(choice));
            chosen.subscribe(now -> segment.setSelected(choice.equals(now)));
            getChildren().add(segment);
        }
        getChildren().getFirst().getStyleClass().add("first");
        getChildren().getLast().getStyleClass().add("last");
        // Pressing the one that is on would leave none on.
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null && before != null) {
                        before.setSelected(true);
                    }
                });
    }

    /// Shares the width evenly.
    public Segments<T> even() {
        getChildren().forEach(segment -> Boxes.grow((ToggleButton) segment));
        return this;
    }

    public ObjectProperty<T> chosenProperty() {
        return chosen;
    }
}
