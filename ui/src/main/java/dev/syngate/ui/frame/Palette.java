package dev.syngate.ui.frame;

import atlantafx.base.controls.CustomTextField;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Overlay;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// Goes to a page or does something by its name: Ctrl+K.
final class Palette extends VBox {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 360;

    /// Something that can be done.
    ///
    /// @param always whether it is offered before anything was typed
    record Command(Ikon icon, String name, String hint, boolean always, Runnable action) {}

    private final Overlay overlay;
    private final ObservableList<Command> all;
    private final FilteredList<Command> found;
    private final Function<String, Command> otherwise;
    private final ListView<Command> list;
    private @Nullable Command last;
    private final CustomTextField words = new CustomTextField();

    /// @param otherwise what is offered last for any words
    Palette(
            Texts texts,
            Overlay overlay,
            List<Command> commands,
            Function<String, Command> otherwise) {
        this.overlay = overlay;
        this.otherwise = otherwise;
        getStyleClass().add("palette");
        all = FXCollections.observableArrayList(commands);
        found = new FilteredList<>(all);
        list = new ListView<>(found);
        list.setPrefHeight(HEIGHT);
        list.setPlaceholder(Labels.of(texts.of("palette.none"), "muted"));
        list.setCellFactory(view -> new Line());
        list.setOnMouseClicked(event -> act());
        list.getSelectionModel().selectFirst();
        words.setLeft(Icons.of(Feather.SEARCH));
        words.setPromptText(texts.of("palette.prompt"));
        words.textProperty().subscribe(this::narrow);
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        getChildren().addAll(words, list);
    }

    void show() {
        overlay.showSheet(this, WIDTH, words, overlay::hide);
    }

    /// Adds what was found meanwhile.
    void offer(List<Command> more) {
        all.addAll(more);
    }

    private void narrow(String text) {
        all.removeIf(one -> one.equals(last));
        if (!text.isBlank()) {
            last = otherwise.apply(text.strip());
            all.add(last);
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        found.setPredicate(one ->
                wanted.isEmpty()
                        ? one.always()
                        : one.equals(last) || one.name().toLowerCase(Locale.ROOT).contains(wanted));
        list.getSelectionModel().selectFirst();
    }

    private void press(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN) {
            list.getSelectionModel().selectNext();
            event.consume();
        } else if (event.getCode() == KeyCode.UP) {
            list.getSelectionModel().selectPrevious();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            act();
            event.consume();
        }
    }

    private void act() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            overlay.hide();
            chosen.action().run();
        }
    }

    /// A command's icon, name and shortcut.
    private static final class Line extends ListCell<Command> {
        @Override
        protected void updateItem(Command item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(
                    empty || item == null
                            ? null
                            : Boxes.row(
                                    10,
                                    Icons.of(item.icon()),
                                    Labels.of(item.name()),
                                    Boxes.spacer(),
                                    Labels.whole(item.hint(), "caption")));
        }
    }
}
