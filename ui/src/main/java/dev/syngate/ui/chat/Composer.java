package dev.syngate.ui.chat;

import dev.syngate.chat.ChatParameters;
import dev.syngate.routing.Model;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.HashMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;

/// Where the next message is written, with the model, the effort and the button to send or to stop.
final class Composer extends VBox {
    private static final PseudoClass FOCUS_WITHIN = PseudoClass.getPseudoClass("focus-within");
    private static final double LINE = 22;
    private static final int MOST_LINES = 8;

    private final Texts texts;
    private final ChatViewModel model;
    private final TextArea input = new TextArea();
    private final Text measure = new Text();
    private final MenuButton models = new MenuButton("", Icons.small(Feather.BOX));
    private final MenuButton efforts = new MenuButton("", Icons.spark());
    private final Label payer = Labels.whole("", "secondary");
    private final Label shortcut = Labels.whole("", "secondary");
    private final Button send;
    private final Button stop;
    private final Label escape = Labels.whole("Esc", "keycap");
    private final Map<String, String> drafts = new HashMap<>();
    private String conversation = "";

    Composer(Texts texts, ChatViewModel model) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("composer");
        input.setWrapText(true);
        input.setPrefRowCount(1);
        input.getStyleClass().add("message-input");
        measure.getStyleClass().add("message-measure");
        send = Buttons.icon(Feather.ARROW_UP, texts.of("composer.send"), this::send);
        send.getStyleClass().setAll("button", "primary", "send");
        stop = Buttons.plain(texts.of("composer.stop"), null, model::stop);
        stop.getStyleClass().add("stop");
        stop.setGraphic(Boxes.styled(new Region(), "stop-sign"));
        stop.setTooltip(new Tooltip("Esc"));
        payer.getStyleClass().add("payer");
        shortcut.getStyleClass().add("shortcut");
        models.getStyleClass().add("flat-choice");
        efforts.getStyleClass().add("flat-choice");
        shortcut.setText(texts.of("composer.enter"));
        HBox tools = Boxes.row(4, models, efforts, Boxes.spacer(), payer, shortcut, send, stop);
        tools.getStyleClass().add("composer-tools");
        VBox box = Boxes.styled(Boxes.column(8, input, tools), "composer-box");
        box.setMaxWidth(720);
        getChildren().add(box);
        input.focusedProperty()
                .subscribe(focused -> box.pseudoClassStateChanged(FOCUS_WITHIN, focused));
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        input.textProperty().subscribe(text -> resize());
        input.widthProperty().subscribe(width -> resize());
        models.setOnShowing(event -> fillModels());
        efforts.setOnShowing(event -> fillEfforts());
    }

    /// Shows how the open conversation is asked, keeping a draft for each.
    void show(String id, ChatParameters parameters, boolean running, boolean fresh) {
        if (!id.equals(conversation)) {
            drafts.put(conversation, input.getText());
            input.setText(drafts.getOrDefault(id, ""));
            conversation = id;
        }
        models.setText(parameters.model());
        models.setAccessibleText(texts.of("composer.model", parameters.model()));
        efforts.setText(texts.of(Effort.key(parameters.effort())));
        payer.setText(
                texts.of(
                        "composer.payer",
                        parameters.group(),
                        model.multiplier(parameters.group())));
        String prompt = fresh ? "composer.first" : running ? "composer.next" : "composer.prompt";
        input.setPromptText(texts.of(prompt));
        input.setAccessibleText(texts.of(prompt));
        Boxes.show(send, !running);
        Boxes.show(shortcut, !running);
        Boxes.show(stop, running);
        Boxes.show(escape, running);
    }

    void focus() {
        input.requestFocus();
    }

    private void press(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !event.isShiftDown()) {
            event.consume();
            send();
        } else if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
            event.consume();
            input.requestFocusTraversal(
                    event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    private void send() {
        String text = input.getText();
        if (!text.isBlank()) {
            input.clear();
            drafts.remove(conversation);
            model.send(text);
        }
    }

    /// As high as its text, from one line to eight.
    private void resize() {
        measure.setText(input.getText().isEmpty() ? "x" : input.getText() + " ");
        measure.setFont(input.getFont());
        measure.setWrappingWidth(Math.max(100, input.getWidth() - 16));
        double lines = Math.ceil(measure.getLayoutBounds().getHeight() / LINE);
        double height = Math.clamp(lines, 1, MOST_LINES) * LINE + 4;
        input.setMinHeight(height);
        input.setPrefHeight(height);
        input.setMaxHeight(height);
    }

    private void fillModels() {
        models.getItems().clear();
        for (Model one : model.models()) {
            MenuItem item = new MenuItem(one.id());
            item.setOnAction(event -> model.setParameters(parameters().withModel(one.id())));
            models.getItems().add(item);
        }
    }

    private void fillEfforts() {
        efforts.getItems().clear();
        for (Effort effort : Effort.values()) {
            MenuItem item = new MenuItem(texts.of(effort.key()));
            item.setOnAction(event -> model.setParameters(parameters().withEffort(effort.value())));
            efforts.getItems().add(item);
        }
    }

    private ChatParameters parameters() {
        return model.currentProperty().get().parameters();
    }
}
