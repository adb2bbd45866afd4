package dev.syngate.ui.chat;

import dev.syngate.history.Heading;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// A conversation in the list, or the day above some.
final class ConversationCell extends ListCell<ConversationCell.Row> {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private final ConversationList list;

    /// What a place in the list shows.
    sealed interface Row {
        record Section(String text) implements Row {}

        /// @param running whether an answer is being streamed
        record Line(Heading conversation, boolean running) implements Row {}
    }

    ConversationCell(ConversationList list) {
        this.list = list;
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().add("conversation-cell");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setGraphic(null);
            return;
        }
        setGraphic(
                switch (row) {
                    case Row.Section section -> Labels.of(section.text(), "nav-heading");
                    case Row.Line line -> line(line);
                });
    }

    private Node line(Row.Line row) {
        Heading conversation = row.conversation();
        Node sign = row.running() ? new Spinner() : Labels.whole(list.time(conversation), "time");
        HBox content =
                Boxes.row(8, Labels.of(list.title(conversation), "title"), Boxes.spacer(), sign);
        Button line = Boxes.styled(new Button("", content), "conversation");
        line.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        line.setAccessibleText(list.title(conversation));
        line.setMaxWidth(Double.MAX_VALUE);
        line.setPrefWidth(100);
        content.prefWidthProperty().bind(line.widthProperty().subtract(16));
        content.maxWidthProperty().bind(line.widthProperty().subtract(16));
        line.pseudoClassStateChanged(SELECTED, list.isOpen(conversation));
        line.setOnAction(event -> list.open(conversation));
        line.setContextMenu(menu(conversation));
        line.setOnKeyPressed(event -> press(event, conversation));
        return line;
    }

    private ContextMenu menu(Heading conversation) {
        return new ContextMenu(
                item(
                        conversation.pinned() ? "chat.unpin" : "chat.pin",
                        () -> list.pin(conversation)),
                item("chat.rename", () -> rename(conversation)),
                folders(conversation),
                item("remove", () -> list.remove(conversation)));
    }

    private Menu folders(Heading conversation) {
        Menu menu = new Menu(list.texts().of("chat.folder"));
        menu.getItems().add(new MenuItem(""));
        menu.setOnShowing(event -> {
            menu.getItems().clear();
            for (String name : list.folders()) {
                CheckMenuItem item = new CheckMenuItem(name);
                item.setMnemonicParsing(false);
                item.setSelected(name.equals(conversation.folder()));
                item.setOnAction(chosen -> list.move(conversation, name));
                menu.getItems().add(item);
            }
            menu.getItems().add(item("chat.folder.new", () -> nameFolder(conversation)));
            if (!conversation.folder().isEmpty()) {
                menu.getItems().add(item("chat.folder.out", () -> list.move(conversation, "")));
            }
        });
        return menu;
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(list.texts().of(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private void press(KeyEvent event, Heading conversation) {
        if (event.getCode() == KeyCode.DELETE) {
            list.remove(conversation);
            event.consume();
        } else if (event.getCode() == KeyCode.F2) {
            rename(conversation);
            event.consume();
        }
    }

    private void rename(Heading conversation) {
        ask(
                conversation,
                list.title(conversation),
                "chat.rename",
                title -> list.rename(conversation, title));
    }

    private void nameFolder(Heading conversation) {
        ask(conversation, "", "chat.folder.name", name -> list.move(conversation, name));
    }

    /// Asks for a name in the place of the line.
    private void ask(Heading conversation, String first, String key, Consumer<String> named) {
        TextField field = new TextField(first);
        field.setPromptText(list.texts().of(key));
        field.getStyleClass().add("small-field");
        field.setAccessibleText(list.texts().of(key));
        field.setOnAction(event -> named.accept(field.getText()));
        field.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        event.consume();
                        setGraphic(line(new Row.Line(conversation, false)));
                    }
                });
        setGraphic(field);
        field.requestFocus();
        field.selectAll();
    }
}
