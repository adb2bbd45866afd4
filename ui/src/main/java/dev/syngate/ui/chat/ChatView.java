package dev.syngate.ui.chat;

import dev.syngate.history.Conversation;
import dev.syngate.money.Money;
import dev.syngate.routing.Model;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.fx.Pulse;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.InstantSource;
import java.util.List;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The chat: conversations at the left, messages in the middle, parameters at the right on demand.
public final class ChatView implements PageView {
    private static final double LOOKS_PER_SECOND = 15;
    private static final double ROOMY = 1400;

    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final Toasts toasts;
    private final HBox root;
    private final ConversationList list;
    private final Composer composer;
    private final MessageFlow flow;
    private final StackPane middle = new StackPane();
    private final Region empty;
    private final Label title = Labels.of("", "chat-title");
    private final ContextMeter meter;
    private final Label total = Labels.whole("", "secondary");
    private final Pulse look;
    private final EventHandler<KeyEvent> escape = this::press;
    private final Subscription subscriptions;
    private final WindowPreferences preferences;

    /// Null while it is closed.
    private @Nullable ParametersPane parameters;

    public ChatView(
            PageTools tools,
            ChatViewModel model,
            WindowPreferences preferences,
            InstantSource clock) {
        texts = tools.texts();
        figures = tools.figures();
        this.model = model;
        this.preferences = preferences;
        toasts = tools.toasts();
        meter = new ContextMeter(texts, figures);
        composer = new Composer(tools, model, preferences);
        list = new ConversationList(texts, figures, model, clock, toasts, composer::focus);
        flow =
                new MessageFlow(
                        texts,
                        figures,
                        model,
                        new ExchangeView.Actions(
                                composer::edit,
                                tools.openLink(),
                                tools.navigation(),
                                preferences.thinkingProperty()::get));
        empty = starters();
        VBox chat = Boxes.grow(Boxes.column(0, head(), Boxes.grow(middle), composer));
        chat.getStyleClass().add("chat");
        composer.takeDrops(chat);
        root = new HBox(list, chat);
        root.getStyleClass().add("chat-page");
        root.addEventFilter(KeyEvent.KEY_PRESSED, escape);
        root.sceneProperty().subscribe(this::listenTo);
        look = new Pulse(LOOKS_PER_SECOND, this::look);
        model.onTurn(this::look);
        subscriptions =
                Subscription.combine(
                        model.currentProperty().subscribe(this::show),
                        model.firstLookProperty().subscribe(this::showFirst));
    }

    /// Escape stops the answer wherever the focus is, also outside of the page.
    private void listenTo(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.removeEventHandler(KeyEvent.KEY_PRESSED, escape);
        }
        if (now != null) {
            now.addEventHandler(KeyEvent.KEY_PRESSED, escape);
        }
    }

    private HBox head() {
        Button side = Buttons.icon(Feather.SIDEBAR, texts.of("parameters"), this::toggleParameters);
        side.getStyleClass().add("mirrored");
        Tip.on(total, texts.of("chat.total"));
        ExportMenu export = new ExportMenu(texts, model, toasts);
        return Boxes.styled(
                Boxes.row(8, title, Boxes.spacer(), meter, total, export.button(), side),
                "chat-head");
    }

    private Region starters() {
        List<String> keys = List.of("starter.1", "starter.2", "starter.3", "starter.4");
        EmptyState state =
                new EmptyState(
                        Feather.MESSAGE_SQUARE,
                        texts.of("chat.empty"),
                        texts.of("chat.empty.more"));
        VBox choices = Boxes.column(8);
        choices.setMaxWidth(420);
        choices.setFillWidth(true);
        for (String key : keys) {
            Button starter =
                    Buttons.plain(texts.of(key), null, () -> model.send(Message.of(texts.of(key))));
            starter.setMaxWidth(Double.MAX_VALUE);
            starter.getStyleClass().add("starter");
            choices.getChildren().add(starter);
        }
        state.getChildren().add(choices);
        return state;
    }

    private void press(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE
                && !event.isConsumed()
                && model.isRunning(model.currentProperty().get().id())) {
            model.stop();
            event.consume();
        }
    }

    /// Shows or hides the parameters.
    public void toggleParameters() {
        ParametersPane open = parameters;
        if (open == null) {
            parameters =
                    new ParametersPane(texts, figures, model, preferences, this::toggleParameters);
            root.getChildren().add(parameters);
        } else {
            // what is written in it is taken over when it loses the focus
            root.getChildren().remove(open);
            open.dispose();
            parameters = null;
        }
    }

    /// The end of a long conversation is to be seen before the rest is read, and can be used then.
    private void showFirst(@Nullable Conversation end) {
        flow.setMouseTransparent(end != null);
        if (end != null) {
            title.setText(end.title());
            total.setText("");
            flow.show(end);
            middle.getChildren().setAll(flow);
        }
    }

    private void show(Conversation conversation) {
        boolean running = model.isRunning(conversation.id());
        boolean fresh = conversation.exchanges().isEmpty();
        title.setText(conversation.title().isEmpty() ? texts.of("chat.new") : conversation.title());
        Money charged = conversation.charged();
        total.setText(charged.isZero() ? "" : figures.exact(charged));
        Model asked = model.models().find(conversation.parameters().model());
        meter.show(Outlook.tokens(conversation), asked == null ? null : asked.context());
        composer.show(conversation, running);
        flow.show(conversation);
        Region shown = fresh ? empty : flow;
        if (!middle.getChildren().equals(List.of(shown))) {
            middle.getChildren().setAll(shown);
        }
        if (model.isAnythingRunning()) {
            look.start();
        }
    }

    /// Looks at what has come since the last time.
    void look() {
        var live = model.look();
        if (model.firstLookProperty().get() == null) {
            live.forEach(flow::show);
        }
        if (!model.isAnythingRunning()) {
            look.stop();
        }
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void shown() {
        composer.focus();
    }

    @Override
    public void hidden() {
        // What is being streamed goes on, and is shown when the reader comes back.
        model.keepDraft();
    }

    @Override
    public void pulse() {
        model.keepDraft();
    }

    /// Lets go of the view model: this view is shown no more.
    @Override
    public void close() {
        model.keepDraft();
        look.stop();
        model.onTurn(() -> {});
        subscriptions.unsubscribe();
        list.dispose();
        composer.dispose();
        if (parameters != null) {
            parameters.dispose();
        }
    }

    @Override
    public boolean wantsRoom(double width) {
        return parameters != null && width < ROOMY;
    }

    @Override
    public void create() {
        model.create();
        composer.focus();
    }

    @Override
    public void search() {
        list.focusSearch();
    }
}
