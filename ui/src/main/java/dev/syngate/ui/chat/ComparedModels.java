package dev.syngate.ui.chat;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// The models that the next message is sent to besides the conversation's own.
final class ComparedModels extends FlowPane {
    /// With the conversation's own there are four at most.
    private static final int MOST = 3;

    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final ObservableList<String> chosen;
    private final ListChangeListener<String> listener = change -> show();
    private final Button add;

    ComparedModels(Texts texts, Figures figures, ChatViewModel model) {
        super(6, 6);
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        chosen = model.comparedWith();
        add = Buttons.icon(Feather.COLUMNS, texts.of("compare.add"), this::pick);
        chosen.addListener(listener);
        show();
    }

    /// The button that adds one.
    Button button() {
        return add;
    }

    void dispose() {
        chosen.removeListener(listener);
    }

    private void pick() {
        String own = model.currentProperty().get().parameters().model();
        new ModelPicker(
                        texts,
                        figures,
                        model.models(),
                        model.modelsLastUsedFirst().stream()
                                .filter(one -> !chosen.contains(one.id()) && !own.equals(one.id()))
                                .toList(),
                        chosen::add)
                .showAt(add);
    }

    private void show() {
        getChildren().clear();
        for (String id : chosen) {
            HBox chip =
                    Boxes.row(6, Icons.small(Feather.COLUMNS), Labels.of(id, "secondary-strong"));
            chip.getStyleClass().add("attachment");
            chip.getChildren()
                    .add(
                            Buttons.icon(
                                    Feather.X,
                                    texts.of("remove.one", id),
                                    () -> chosen.remove(id)));
            getChildren().add(chip);
        }
        add.setDisable(chosen.size() >= MOST);
        Boxes.show(this, !chosen.isEmpty());
    }
}
