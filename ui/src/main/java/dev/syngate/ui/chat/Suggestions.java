package dev.syngate.ui.chat;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// What a message may go on with: presets after `/`, models after `@`. Arrows choose, Enter and Tab
/// take, Escape leaves.
final class Suggestions extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final int MOST = 7;
    private List<Suggestion> shown = List.of();
    private int chosen;

    /// @param name what is shown first
    /// @param more what it stands for
    record Suggestion(String name, String more, Runnable take) {}

    Suggestions() {
        getStyleClass().add("suggestions");
        show(List.of());
    }

    void show(List<Suggestion> suggestions) {
        shown = suggestions.subList(0, Math.min(MOST, suggestions.size()));
        chosen = 0;
        getChildren().clear();
        for (Suggestion one : shown) {
            Button line = new Button();
            line.setGraphic(
                    Boxes.row(
                            8,
                            Labels.whole(one.name(), "medium"),
                            Labels.of(one.more(), "secondary")));
            line.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            line.setAccessibleText(one.name());
            line.setMaxWidth(Double.MAX_VALUE);
            line.setFocusTraversable(false);
            line.getStyleClass().add("suggestion");
            line.setOnAction(event -> one.take().run());
            getChildren().add(line);
        }
        mark();
        Boxes.show(this, !shown.isEmpty());
    }

    private void mark() {
        for (int i = 0; i < shown.size(); i++) {
            getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == chosen);
        }
    }

    /// Takes a key that was pressed in the message; false: it means nothing here.
    boolean press(KeyEvent event) {
        if (shown.isEmpty()) {
            return false;
        }
        switch (event.getCode()) {
            case DOWN -> chosen = (chosen + 1) % shown.size();
            case UP -> chosen = (chosen + shown.size() - 1) % shown.size();
            case ESCAPE -> show(List.of());
            case ENTER, TAB -> shown.get(chosen).take().run();
            default -> {
                return false;
            }
        }
        mark();
        event.consume();
        return true;
    }
}
