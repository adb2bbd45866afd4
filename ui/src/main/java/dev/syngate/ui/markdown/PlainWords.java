package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;

/// A text as it was written, to be read, selected and copied.
public final class PlainWords extends StackPane {
    public PlainWords(String text) {
        getStyleClass().add("plain-words");
        WordFlow flow = new WordFlow(Boxes.styled(new Text(text), "text"));
        flow.getStyleClass().add("words");
        getChildren().add(flow);
    }
}
