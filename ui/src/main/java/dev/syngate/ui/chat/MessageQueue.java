package dev.syngate.ui.chat;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The messages that wait until the answer has ended; each can be changed, taken out, or sent when
/// the answer was stopped.
final class MessageQueue extends VBox {
    private final Texts texts;
    private final ChatViewModel model;
    private final Consumer<Message> edit;
    private final ListChangeListener<Message> listener = change -> rebuild();
    private ObservableList<Message> shown;

    /// @param edit takes a message back into the composer
    MessageQueue(Texts texts, ChatViewModel model, Consumer<Message> edit) {
        super(4);
        this.texts = texts;
        this.model = model;
        this.edit = edit;
        getStyleClass().add("message-queue");
        shown = model.queue();
        shown.addListener(listener);
        rebuild();
    }

    /// Shows what waits in the open conversation.
    void show() {
        dispose();
        shown = model.queue();
        shown.addListener(listener);
        rebuild();
    }

    void dispose() {
        shown.removeListener(listener);
    }

    private void rebuild() {
        getChildren().clear();
        shown.forEach(message -> getChildren().add(line(message)));
        Boxes.show(this, !shown.isEmpty());
    }

    private HBox line(Message message) {
        HBox line =
                Boxes.row(
                        4,
                        Icons.small(Feather.CLOCK),
                        Labels.of(message.text().replace('\n', ' '), "queued-text"),
                        Boxes.spacer());
        if (!model.isRunning(model.currentProperty().get().id())) {
            line.getChildren()
                    .add(
                            Buttons.icon(
                                    Feather.SEND,
                                    texts.of("queue.send"),
                                    () -> model.sendQueued(message)));
        }
        line.getChildren()
                .addAll(
                        Buttons.icon(
                                Feather.EDIT_2,
                                texts.of("queue.edit"),
                                () -> {
                                    shown.remove(message);
                                    edit.accept(message);
                                }),
                        Buttons.icon(
                                Feather.X, texts.of("queue.remove"), () -> shown.remove(message)));
        line.getStyleClass().add("queued");
        return line;
    }
}
