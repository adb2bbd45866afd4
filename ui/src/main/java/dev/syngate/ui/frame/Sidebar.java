package dev.syngate.ui.frame;

import dev.syngate.ui.page.Page;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The pages, by section; narrow it shows icons only.
final class Sidebar extends VBox {
    static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private final ToggleGroup group = new ToggleGroup();

    Sidebar(Texts texts, List<Page> pages, Consumer<Page> open) {
        super(2);
        getStyleClass().add("sidebar");
        Page.Section section = Page.Section.WORK;
        for (Page page : pages) {
            if (page.section() != section) {
                section = page.section();
                getChildren().add(heading(texts, section));
            }
            getChildren().add(item(texts, page, open));
        }
    }

    private static Node heading(Texts texts, Page.Section section) {
        String key = "section." + section.name().toLowerCase(Locale.ROOT);
        return Labels.of(texts.of(key), "nav-heading");
    }

    private ToggleButton item(Texts texts, Page page, Consumer<Page> open) {
        String name = texts.of("page." + page.id());
        Label words = Labels.of(name, "nav-name");
        Label shortcut =
                Labels.whole(
                        page.shortcut().isEmpty() ? "" : "Ctrl " + page.shortcut(), "nav-shortcut");
        HBox line =
                Boxes.styled(
                        Boxes.row(10, Icons.of(page.icon()), words, Boxes.spacer(), shortcut),
                        "nav-line");
        ToggleButton item = new ToggleButton("", line);
        item.getStyleClass().add("nav");
        item.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        item.setAccessibleText(name);
        item.setMaxWidth(Double.MAX_VALUE);
        item.setToggleGroup(group);
        item.setUserData(page);
        item.setTooltip(new Tooltip(name));
        item.setOnAction(event -> open.accept(page));
        line.prefWidthProperty().bind(item.widthProperty().subtract(20));
        return item;
    }

    void select(Page page) {
        group.getToggles().forEach(toggle -> toggle.setSelected(page.equals(toggle.getUserData())));
    }

    void narrow(boolean narrow) {
        pseudoClassStateChanged(NARROW, narrow);
        lookupAll(".nav-name").forEach(node -> Boxes.show(node, !narrow));
        lookupAll(".nav-shortcut").forEach(node -> Boxes.show(node, !narrow));
    }
}
