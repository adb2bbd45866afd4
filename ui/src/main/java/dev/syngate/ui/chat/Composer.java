package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import dev.syngate.chat.ChatParameters;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.routing.Model;
import dev.syngate.ui.chat.Suggestions.Suggestion;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// Where the next message is written, with what goes along with it, the model, the effort and the
/// button to send or to stop.
final class Composer extends VBox {
    private static final PseudoClass FOCUS_WITHIN = PseudoClass.getPseudoClass("focus-within");
    private static final List<String> PRESETS =
            List.of("translate", "summarize", "explain", "improve", "review");

    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final WindowPreferences preferences;
    private final MessageInput input = new MessageInput(this::takePaste);
    private final MessageQueue queue;
    private final Suggestions suggestions = new Suggestions();
    private final FlowPane chips = new FlowPane(6, 6);
    private final HBox editing;
    private final Button models;
    private final MenuButton efforts = new MenuButton("", Icons.spark());
    private final Label payer = Labels.of("", "secondary");
    private final MenuButton sendKey = new MenuButton();
    private final Button send;
    private final Button stop;
    private final List<Attachment> attachments = new ArrayList<>();
    private final Subscription subscription;
    private String conversation = "";

    /// The place of the question that is being changed, or -1.
    private int edited = -1;

    Composer(Texts texts, Figures figures, ChatViewModel model, WindowPreferences preferences) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.preferences = preferences;
        getStyleClass().add("composer");
        queue = new MessageQueue(texts, model, this::takeBack);
        editing =
                Boxes.row(
                        8,
                        Icons.small(Feather.EDIT_2),
                        Labels.of(texts.of("composer.editing"), "secondary"),
                        Boxes.spacer(),
                        Buttons.link(texts.of("cancel"), this::endEditing));
        editing.getStyleClass().add("editing");
        models = Buttons.link("", this::pickModel);
        models.getStyleClass().setAll("button", "flat-choice");
        models.setGraphic(Icons.small(Feather.BOX));
        models.setMinWidth(60);
        efforts.getStyleClass().add("flat-choice");
        send = Buttons.icon(Feather.ARROW_UP, texts.of("composer.send"), this::send);
        send.getStyleClass().setAll("button", "primary", "send");
        stop = Buttons.plain(texts.of("composer.stop"), null, model::stop);
        stop.getStyleClass().add("stop");
        stop.setGraphic(Boxes.styled(new Region(), "stop-sign"));
        stop.setTooltip(new Tooltip("Esc"));
        payer.getStyleClass().add("payer");
        sendKey.getStyleClass().add("flat-choice");
        Button attach =
                Buttons.icon(Feather.PAPERCLIP, texts.of("composer.attach"), this::chooseFiles);
        HBox tools =
                Boxes.row(4, attach, models, efforts, Boxes.spacer(), payer, sendKey, send, stop);
        tools.getStyleClass().add("composer-tools");
        VBox box =
                Boxes.styled(
                        Boxes.column(6, editing, suggestions, chips, input, tools), "composer-box");
        VBox column = Boxes.column(6, queue, box);
        column.setMaxWidth(720);
        getChildren().add(column);
        input.focusedProperty()
                .subscribe(focused -> box.pseudoClassStateChanged(FOCUS_WITHIN, focused));
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        input.textProperty().subscribe(this::typed);
        efforts.setOnShowing(event -> fillEfforts());
        addEventFilter(DragEvent.DRAG_OVER, this::dragOver);
        addEventFilter(DragEvent.DRAG_DROPPED, this::drop);
        fillSendKey();
        subscription = preferences.enterSendsProperty().subscribe(this::showSendKey);
        endEditing();
    }

    void dispose() {
        subscription.unsubscribe();
        queue.dispose();
    }

    /// Shows how the open conversation is asked, with its draft.
    void show(Conversation now, boolean running) {
        if (!now.id().equals(conversation)) {
            conversation = now.id();
            endEditing();
            input.setText(model.draft());
            input.end();
        }
        queue.show();
        ChatParameters parameters = now.parameters();
        models.setText(parameters.model());
        models.setAccessibleText(texts.of("composer.model", parameters.model()));
        efforts.setText(texts.of(Effort.key(parameters.effort())));
        payer.setText(
                texts.of(
                        "composer.payer",
                        parameters.group(),
                        model.multiplier(parameters.group())));
        boolean fresh = now.exchanges().isEmpty();
        String prompt = fresh ? "composer.first" : running ? "composer.next" : "composer.prompt";
        input.setPromptText(texts.of(prompt));
        input.setAccessibleText(texts.of(prompt));
        Boxes.show(send, !running);
        Boxes.show(sendKey, !running);
        Boxes.show(stop, running);
    }

    void focus() {
        input.requestFocus();
    }

    /// Lets a question be changed; what is sent then stands beside it.
    void edit(int place) {
        Exchange exchange = model.currentProperty().get().exchanges().get(place);
        edited = place;
        attachments.clear();
        attachments.addAll(exchange.attachments());
        showChips();
        input.setText(exchange.question());
        input.end();
        Boxes.show(editing, true);
        focus();
    }

    private void endEditing() {
        if (edited >= 0) {
            input.clear();
        }
        edited = -1;
        attachments.clear();
        showChips();
        Boxes.show(editing, false);
    }

    private void takeBack(Message message) {
        input.setText(message.text());
        input.end();
        attachments.clear();
        attachments.addAll(message.attachments());
        showChips();
        focus();
    }

    private void press(KeyEvent event) {
        if (suggestions.press(event)) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> enter(event);
            case J -> {
                if (event.isControlDown()) {
                    breakLine(event);
                }
            }
            case ESCAPE -> {
                if (edited >= 0) {
                    endEditing();
                    event.consume();
                }
            }
            case UP -> editLast(event);
            case TAB -> leave(event);
            default -> {}
        }
    }

    private void enter(KeyEvent event) {
        boolean withControl = event.isControlDown() || event.isMetaDown();
        boolean bare = !withControl && !event.isShiftDown() && !event.isAltDown();
        if (withControl || (bare && preferences.enterSendsProperty().get())) {
            event.consume();
            send();
        } else {
            breakLine(event);
        }
    }

    private void breakLine(KeyEvent event) {
        event.consume();
        input.replaceSelection("\n");
    }

    /// The arrow up in an empty message takes the last question back to change it.
    private void editLast(KeyEvent event) {
        List<Integer> path = model.currentProperty().get().path();
        if (input.getText().isEmpty() && !path.isEmpty() && edited < 0) {
            event.consume();
            edit(path.getLast());
        }
    }

    private void leave(KeyEvent event) {
        if (!event.isControlDown()) {
            event.consume();
            input.requestFocusTraversal(
                    event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    private void send() {
        Message message = new Message(input.getText(), attachments);
        if (message.isEmpty()) {
            return;
        }
        int place = edited;
        if (place >= 0 && model.isRunning(conversation)) {
            return;
        }
        edited = -1;
        endEditing();
        input.clear();
        if (place >= 0) {
            model.edit(place, message);
        } else {
            model.send(message);
        }
    }

    private void typed(String text) {
        if (edited < 0) {
            model.draft(text);
        }
        suggestions.show(suggestions(text));
    }

    private List<Suggestion> suggestions(String text) {
        int at = text.lastIndexOf('@');
        if (text.startsWith("/") && text.length() < 20 && !text.contains(" ")) {
            return PRESETS.stream()
                    .filter(name -> name.startsWith(text.substring(1).toLowerCase(Locale.ROOT)))
                    .map(this::preset)
                    .toList();
        }
        boolean startsWord = at == 0 || (at > 0 && Character.isWhitespace(text.charAt(at - 1)));
        if (!startsWord || text.length() - at > 60 || text.indexOf(' ', at) >= 0) {
            return List.of();
        }
        return model.models().stream()
                .filter(one -> ModelPicker.matches(one, text.substring(at + 1)))
                .map(one -> modelSuggestion(one, text.substring(0, at)))
                .toList();
    }

    private Suggestion preset(String name) {
        String words = texts.of("preset." + name);
        return new Suggestion(
                "/" + name,
                words,
                () -> {
                    input.setText(words + "\n\n");
                    input.end();
                });
    }

    private Suggestion modelSuggestion(Model one, String before) {
        return new Suggestion(
                "@" + one.id(),
                String.join(", ", one.aliases()),
                () -> {
                    model.setParameters(parameters().withModel(one.id()));
                    input.setText(before);
                    input.end();
                });
    }

    /// Pictures, files and long texts of the clipboard go along with the message.
    private boolean takePaste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasFiles()) {
            attach(clipboard.getFiles());
            return true;
        }
        if (clipboard.hasImage() && !clipboard.hasString()) {
            attach(AttachmentFiles.of(texts.of("composer.pasted.picture"), clipboard.getImage()));
            return true;
        }
        String text = clipboard.hasString() ? clipboard.getString() : "";
        if (AttachmentFiles.isLong(text)) {
            String length = figures.count(text.length());
            attach(AttachmentFiles.ofText(texts.of("composer.pasted.text", length), text));
            return true;
        }
        return false;
    }

    private void attach(List<File> files) {
        for (File file : files) {
            AttachmentFiles.of(file.toPath()).ifPresent(this::attach);
        }
    }

    private void attach(Attachment attachment) {
        attachments.add(attachment);
        showChips();
    }

    private void showChips() {
        chips.getChildren().clear();
        for (Attachment one : attachments) {
            HBox chip = AttachmentChip.of(one);
            chip.getChildren()
                    .add(
                            Buttons.icon(
                                    Feather.X,
                                    texts.of("remove.one", one.name()),
                                    () -> {
                                        attachments.remove(one);
                                        showChips();
                                    }));
            chips.getChildren().add(chip);
        }
        Boxes.show(chips, !attachments.isEmpty());
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void drop(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            attach(event.getDragboard().getFiles());
            event.setDropCompleted(true);
            event.consume();
        }
    }

    private void chooseFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("composer.attach"));
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            attach(files);
        }
    }

    private void pickModel() {
        new ModelPicker(
                        texts,
                        figures,
                        model.modelsLastUsedFirst(),
                        id -> {
                            model.setParameters(parameters().withModel(id));
                            focus();
                        })
                .showAt(models);
    }

    private void fillEfforts() {
        efforts.getItems().clear();
        for (Effort effort : Effort.values()) {
            MenuItem item = new MenuItem(texts.of(effort.key()));
            item.setOnAction(event -> model.setParameters(parameters().withEffort(effort.value())));
            efforts.getItems().add(item);
        }
    }

    private void fillSendKey() {
        for (boolean enter : List.of(true, false)) {
            MenuItem item = new MenuItem(texts.of(enter ? "composer.enter" : "composer.control"));
            item.setOnAction(event -> preferences.enterSendsProperty().set(enter));
            sendKey.getItems().add(item);
        }
    }

    private void showSendKey(boolean enter) {
        sendKey.setText(texts.of(enter ? "composer.enter" : "composer.control"));
    }

    private ChatParameters parameters() {
        return model.currentProperty().get().parameters();
    }
}
