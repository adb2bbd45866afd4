package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import dev.syngate.chat.ChatParameters;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.money.Money;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// Where the next message is written, with what goes along with it, the model, the effort and the
/// button to send or to stop.
final class Composer extends VBox {
    private static final PseudoClass FOCUS_WITHIN = PseudoClass.getPseudoClass("focus-within");

    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final WindowPreferences preferences;
    private final AttachmentBar attachments;
    private final MessageInput input;
    private final PromptWords words;
    private final MessageQueue queue;
    private final ComparedModels compared;
    private final Suggestions suggestions = new Suggestions();
    private final Label outlook = Labels.of("", "secondary", "outlook");
    private final HBox editing;
    private final Button models;
    private final MenuButton efforts = new MenuButton("", Icons.spark());
    private final Label payer = Labels.of("", "secondary");
    private final MenuButton sendKey = new MenuButton();
    private final Button send;
    private final Button stop;
    private final Subscription subscription;
    private String conversation = "";

    /// What goes along with the message that is being written, by conversation.
    private final Map<String, List<Attachment>> drafted = new HashMap<>();

    private boolean composing;

    /// The place of the question that is being changed, or -1.
    private int edited = -1;

    Composer(PageTools tools, ChatViewModel model, WindowPreferences preferences) {
        texts = tools.texts();
        figures = tools.figures();
        attachments = new AttachmentBar(texts, figures, tools.toasts(), model.background());
        input = new MessageInput(attachments::takePaste);
        words = new PromptWords(texts, model, this::write, this::askModel);
        this.model = model;
        this.preferences = preferences;
        getStyleClass().add("composer");
        queue = new MessageQueue(texts, model, this::takeBack);
        compared = new ComparedModels(texts, figures, model);
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
        Tip.on(stop, "Esc");
        payer.getStyleClass().add("payer");
        sendKey.getStyleClass().add("flat-choice");
        Button attach =
                Buttons.icon(Feather.PAPERCLIP, texts.of("composer.attach"), attachments::choose);
        HBox row =
                Boxes.row(
                        4,
                        attach,
                        models,
                        compared.button(),
                        efforts,
                        Boxes.spacer(),
                        outlook,
                        payer,
                        sendKey,
                        send,
                        stop);
        row.getStyleClass().add("composer-tools");
        VBox box =
                Boxes.styled(
                        Boxes.column(6, editing, suggestions, compared, attachments, input, row),
                        "composer-box");
        VBox column = Boxes.column(6, queue, box);
        column.setMaxWidth(720);
        getChildren().add(column);
        input.focusedProperty()
                .subscribe(focused -> box.pseudoClassStateChanged(FOCUS_WITHIN, focused));
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        input.addEventFilter(
                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                event -> composing = !event.getComposed().isEmpty());
        input.textProperty().subscribe(this::typed);
        efforts.setOnShowing(event -> fillEfforts());
        fillSendKey();
        subscription = preferences.enterSendsProperty().subscribe(this::showSendKey);
        endEditing();
        attachments.onChange(this::showOutlook);
    }

    /// Takes files that are dropped anywhere on the node.
    void takeDrops(Node target) {
        attachments.takeDrops(target);
    }

    void dispose() {
        subscription.unsubscribe();
        queue.dispose();
        compared.dispose();
    }

    /// Shows how the open conversation is asked, with its draft.
    void show(Conversation now, boolean running) {
        if (!now.id().equals(conversation)) {
            setAside();
            conversation = now.id();
            endEditing();
        }
        queue.show();
        ChatParameters parameters = now.parameters();
        models.setText(parameters.model());
        models.setAccessibleText(texts.of("composer.model", parameters.model()));
        List<Effort> possible = model.models().efforts(parameters.model());
        Boxes.show(efforts, possible.size() > 1);
        efforts.setText(texts.of(Effort.key(parameters.effort())));
        payer.setText(
                texts.of(
                        "composer.payer",
                        parameters.group(),
                        model.models().multiplier(parameters.group())));
        boolean fresh = now.exchanges().isEmpty();
        String prompt = fresh ? "composer.first" : running ? "composer.next" : "composer.prompt";
        input.setPromptText(texts.of(prompt));
        input.setAccessibleText(texts.of(prompt));
        showOutlook();
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
        setAside();
        edited = place;
        attachments.show(exchange.attachments());
        write(exchange.question());
        Boxes.show(editing, true);
        focus();
    }

    private void setAside() {
        if (edited < 0) {
            drafted.put(conversation, attachments.attachments());
        }
    }

    /// What is drafted in the open conversation is in the composer again.
    private void endEditing() {
        edited = -1;
        attachments.show(drafted.getOrDefault(conversation, List.of()));
        Boxes.show(editing, false);
        write(model.draft());
    }

    /// What waited stands before what is being written.
    private void takeBack(Message message) {
        String written = input.getText();
        write(written.isBlank() ? message.text() : message.text() + "\n\n" + written);
        List<Attachment> both = new ArrayList<>(message.attachments());
        both.addAll(attachments.attachments());
        attachments.show(both);
        focus();
    }

    private void press(KeyEvent event) {
        // An input method's own keys, such as the one that takes what it suggests.
        if (composing || suggestions.press(event)) {
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
        Message message = new Message(input.getText(), attachments.attachments());
        if (message.isEmpty()) {
            return;
        }
        int place = edited;
        if (place >= 0 && model.isRunning(conversation)) {
            return;
        }
        if (place >= 0) {
            endEditing();
            model.edit(place, message);
        } else {
            drafted.remove(conversation);
            attachments.show(List.of());
            input.clear();
            model.send(message);
        }
    }

    private void typed(String text) {
        if (edited < 0) {
            model.draft(text);
        }
        suggestions.show(words.after(text));
        showOutlook();
    }

    private void write(String text) {
        input.setText(text);
        input.end();
    }

    private void askModel(String id, String text) {
        model.use(id);
        write(text);
    }

    /// What the message comes to with all that was said before, without its answer.
    private void showOutlook() {
        Message message = new Message(input.getText(), attachments.attachments());
        Boxes.show(outlook, !message.isEmpty());
        // There is no room for both, and who pays has not changed.
        Boxes.show(payer, message.isEmpty());
        if (message.isEmpty()) {
            return;
        }
        long tokens =
                Outlook.tokens(model.currentProperty().get())
                        + Outlook.of(message.text(), message.attachments());
        Money cost = model.models().promptCost(parameters(), tokens);
        outlook.setText(
                cost == null || cost.isZero()
                        ? texts.of("composer.tokens", tokens)
                        : texts.of("composer.outlook", tokens, figures.brief(cost)));
        Tip.on(outlook, texts.of("composer.outlook.more"));
    }

    private void pickModel() {
        new ModelPicker(
                        texts,
                        figures,
                        model.models(),
                        model.modelsLastUsedFirst(),
                        id -> {
                            model.use(id);
                            focus();
                        })
                .showAt(models);
    }

    private void fillEfforts() {
        efforts.getItems().clear();
        for (Effort effort : model.models().efforts(parameters().model())) {
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
