package dev.syngate.ui.frame;

import dev.syngate.ui.page.Page;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The pages, by section; narrow it shows icons only.
final class Sidebar extends VBox {
    static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private final ToggleGroup group = new ToggleGroup();

    /// @param fold makes it narrow, or wide again
    Sidebar(Texts texts, List<Page> pages, Consumer<Page> open, Runnable fold) {
        super(2);
        getStyleClass().add("sidebar");
        Page.Section section = Page.Section.WORK;
        for (Page page : pages) {
            if (page.section() != section) {
                section = page.section();
                getChildren().add(heading(texts, section));
            }
            if (page.id().equals("settings")) {
                Region space = new Region();
                VBox.setVgrow(space, Priority.ALWAYS);
                getChildren().add(space);
            }
            getChildren().add(item(texts, page, open));
        }
        getChildren().add(folder(texts, fold));
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

    private static Button folder(Texts texts, Runnable fold) {
        Button folder = Buttons.icon(Feather.SIDEBAR, texts.of("sidebar.fold"), fold);
        folder.getStyleClass().add("folder");
        return folder;
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
