package dev.syngate.ui.parts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// What a page says when it has nothing to show yet.
public final class EmptyState extends VBox {
    private final Label words;

    public EmptyState(Ikon subject, String title, String sentence, Node... actions) {
        super(8);
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        words = Labels.of(sentence, "muted");
        words.setWrapText(true);
        words.setTextAlignment(TextAlignment.CENTER);
        words.setMaxWidth(400);
        words.setMinHeight(USE_PREF_SIZE);
        HBox buttons = Boxes.row(8, actions);
        buttons.setAlignment(Pos.CENTER);
        buttons.getStyleClass().add("actions");
        getChildren().addAll(picture(subject), Labels.of(title, "sheet-title"), words, buttons);
    }

    /// Says something else below the title.
    public void say(String sentence) {
        words.setText(sentence);
    }

    /// Tool, gateway, model: the way that everything here takes.
    private static HBox picture(Ikon subject) {
        HBox picture =
                Boxes.row(
                        4,
                        station(Icons.of(subject), "station"),
                        way(),
                        station(Icons.mark(), "station", "middle"),
                        way(),
                        station(Icons.of(Feather.BOX), "station"));
        picture.setAlignment(Pos.CENTER);
        picture.getStyleClass().add("picture");
        return picture;
    }

    private static StackPane station(Node inside, String... classes) {
        return Boxes.styled(new StackPane(inside), classes);
    }

    private static Region way() {
        return Boxes.styled(new Region(), "way");
    }
}
