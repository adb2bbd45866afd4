package dev.syngate.ui.parts;

import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Everything about one row, at the right of its table: a head that stays, tabs, and a body that
/// scrolls.
public final class Inspector extends VBox {
    private final Texts texts;
    private final Runnable close;
    private final HBox title = Boxes.row(8);
    private final VBox head = Boxes.styled(Boxes.column(4, title), "inspector-head");
    private final HBox tabs = Boxes.styled(Boxes.row(0), "tabs");
    private final ScrollPane scroll = Boxes.grow(new ScrollPane());
    private String openTab = "";

    /// One side of what is inspected.
    ///
    /// @param body is made when the tab is opened
    public record Tab(String name, Supplier<Node> body) {}

    /// @param close takes the selection away
    public Inspector(Texts texts, Runnable close) {
        this.texts = texts;
        this.close = close;
        getStyleClass().add("inspector");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(head, tabs, scroll);
    }

    /// Names what is inspected.
    ///
    /// @param more pills after the name
    public Inspector title(String name, Node... more) {
        Label label = Labels.of(name, "sheet-title");
        title.getChildren().setAll(label);
        title.getChildren().addAll(more);
        title.getChildren()
                .addAll(Boxes.spacer(), Buttons.icon(Feather.X, texts.of("close"), close));
        head.getChildren().setAll(title);
        return this;
    }

    /// Adds lines below the title.
    public Inspector lines(Node... lines) {
        head.getChildren().addAll(lines);
        return this;
    }

    /// Adds what can be done with it.
    public Inspector actions(Node... actions) {
        return lines(Boxes.styled(Boxes.row(8, actions), "inspector-actions"));
    }

    /// Shows one body without tabs.
    public void body(Node... parts) {
        Boxes.show(tabs, false);
        show(Boxes.column(16, parts));
    }

    /// Shows tabs; the one with the name that was open stays open.
    public void tabs(List<Tab> all) {
        Boxes.show(tabs, true);
        tabs.getChildren().clear();
        ToggleGroup group = new ToggleGroup();
        Tab chosen =
                all.stream()
                        .filter(tab -> tab.name().equals(openTab))
                        .findFirst()
                        .orElse(all.getFirst());
        for (Tab tab : all) {
            ToggleButton button = Boxes.styled(new ToggleButton(tab.name()), "tab");
            button.setToggleGroup(group);
            button.setSelected(tab.equals(chosen));
            button.setOnAction(event -> {
                button.setSelected(true);
                openTab = tab.name();
                show(tab.body().get());
            });
            tabs.getChildren().add(button);
        }
        show(chosen.body().get());
    }

    private void show(Node body) {
        double place = scroll.getVvalue();
        scroll.setContent(Boxes.styled(new VBox(body), "pane-body"));
        scroll.setVvalue(place);
    }
}
