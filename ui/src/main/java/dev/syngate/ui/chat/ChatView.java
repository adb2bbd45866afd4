package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.Conversation;
import dev.syngate.history.Conversation.Exchange;
import dev.syngate.money.Money;
import dev.syngate.ui.fx.Pulse;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The chat: conversations at the left, messages in the middle, parameters at the right on demand.
public final class ChatView implements PageView {
    private static final double LOOKS_PER_SECOND = 15;
    private static final double ROOMY = 1400;
    private static final double LANE = 720;

    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final Consumer<String> openLink;
    private final HBox root;
    private final ConversationList list;
    private final Composer composer;
    private final ParametersPane parameters;
    private final VBox lane = new VBox(16);
    private final ScrollPane flow = new ScrollPane();
    private final StackPane middle = new StackPane();
    private final Region empty;
    private final Label title = Labels.of("", "chat-title");
    private final Label total = Labels.whole("", "secondary");
    private final Pulse look;
    private String shownConversation = "";
    private boolean following = true;

    public ChatView(
            Texts texts,
            Figures figures,
            ChatViewModel model,
            InstantSource clock,
            Toasts toasts,
            Consumer<String> openLink) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.openLink = openLink;
        list = new ConversationList(texts, figures, model, clock, toasts);
        composer = new Composer(texts, model);
        parameters = new ParametersPane(texts, figures, model, this::toggleParameters);
        Boxes.show(parameters, false);
        empty = starters();
        VBox chat = Boxes.grow(Boxes.column(0, head(), Boxes.grow(middle), composer));
        chat.getStyleClass().add("chat");
        root = new HBox(list, chat, parameters);
        root.getStyleClass().add("chat-page");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        setUpFlow();
        look = new Pulse(LOOKS_PER_SECOND, this::look);
        model.currentProperty().subscribe(this::show);
    }

    private HBox head() {
        Button side = Buttons.icon(Feather.SIDEBAR, texts.of("parameters"), this::toggleParameters);
        side.getStyleClass().add("mirrored");
        return Boxes.styled(Boxes.row(8, title, Boxes.spacer(), total, side), "chat-head");
    }

    private void setUpFlow() {
        lane.setMaxWidth(LANE);
        lane.getStyleClass().add("lane");
        StackPane centred = new StackPane(lane);
        StackPane.setAlignment(lane, Pos.TOP_CENTER);
        centred.getStyleClass().add("flow");
        flow.setContent(centred);
        flow.setFitToWidth(true);
        flow.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        // The reader who scrolls up reads; who is at the end follows.
        flow.vvalueProperty()
                .subscribe(value -> {
                    if (flow.isHover() || flow.isFocused()) {
                        following = value.doubleValue() > 0.999;
                    }
                });
        centred.heightProperty()
                .subscribe(height -> {
                    if (following) {
                        flow.layout();
                        flow.setVvalue(1);
                    }
                });
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
            Button starter = Buttons.plain(texts.of(key), null, () -> model.send(texts.of(key)));
            starter.setMaxWidth(Double.MAX_VALUE);
            starter.getStyleClass().add("starter");
            choices.getChildren().add(starter);
        }
        state.getChildren().add(choices);
        return state;
    }

    private void press(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE
                && model.isRunning(model.currentProperty().get().id())) {
            model.stop();
            event.consume();
        }
    }

    /// Shows or hides the parameters.
    public void toggleParameters() {
        Boxes.show(parameters, !parameters.isVisible());
    }

    private void show(Conversation conversation) {
        boolean running = model.isRunning(conversation.id());
        title.setText(conversation.title().isEmpty() ? texts.of("chat.new") : conversation.title());
        total.setText(total(conversation));
        List<Exchange> exchanges = conversation.exchanges();
        composer.show(conversation.id(), conversation.parameters(), running, exchanges.isEmpty());
        boolean same = conversation.id().equals(shownConversation);
        int known = lane.getChildren().size();
        if (!same || known > exchanges.size() || !agrees(exchanges)) {
            lane.getChildren().clear();
            known = 0;
            following = true;
        }
        shownConversation = conversation.id();
        for (int i = 0; i < exchanges.size(); i++) {
            Exchange exchange = exchanges.get(i);
            if (i < known) {
                ((ExchangeView) lane.getChildren().get(i)).show(exchange.answer());
            } else {
                following = true;
                lane.getChildren()
                        .add(new ExchangeView(texts, figures, exchange, model::retry, openLink));
            }
        }
        middle.getChildren().setAll(exchanges.isEmpty() ? empty : flow);
        if (model.isAnythingRunning()) {
            look.start();
        }
    }

    /// Whether what is shown stands for the same requests.
    private boolean agrees(List<Exchange> exchanges) {
        for (int i = 0; i < lane.getChildren().size(); i++) {
            String id = ((ExchangeView) lane.getChildren().get(i)).exchange().answer().requestId();
            if (!id.equals(exchanges.get(i).answer().requestId())) {
                return false;
            }
        }
        return true;
    }

    private String total(Conversation conversation) {
        Money sum = Money.ZERO;
        for (Exchange exchange : conversation.exchanges()) {
            if (exchange.answer().receipt() != null) {
                sum = sum.plus(exchange.answer().receipt().charged());
            }
        }
        return sum.isZero() ? "" : figures.exact(sum);
    }

    /// Looks at what has come since the last time.
    void look() {
        @Nullable AnswerProgress live = model.look();
        if (live != null && !lane.getChildren().isEmpty()) {
            ((ExchangeView) lane.getChildren().getLast()).show(live);
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
    }

    @Override
    public void pulse() {
        // Conversations change only by what is done here.
    }

    @Override
    public boolean wantsRoom(double width) {
        return parameters.isVisible() && width < ROOMY;
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
