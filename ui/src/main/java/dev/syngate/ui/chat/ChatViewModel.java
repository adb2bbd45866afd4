package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Gateway;
import dev.syngate.history.ChatPreset;
import dev.syngate.history.ChatPresets;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.history.Heading;
import dev.syngate.routing.Model;
import dev.syngate.ui.fx.Background;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The chat without its looks: conversations, the open one, and the answers that are being
/// streamed. FX thread only.
public final class ChatViewModel {
    private final Background background;
    private final InstantSource clock;
    private final AskableModels models;
    private final ChatPresets presets;
    private final ChatHistory history;
    private final HistorySearch search;
    private final Asking asking;

    public ChatViewModel(Gateway gateway, Background background, InstantSource clock) {
        this.background = background;
        this.clock = clock;
        models = new AskableModels(gateway);
        presets = gateway.chatPresets();
        history = new ChatHistory(gateway, background, clock, empty(models.first()));
        search = new HistorySearch(gateway.conversations(), background, history.all());
        asking = new Asking(gateway, background, clock, models, history);
    }

    private Conversation empty(ChatParameters parameters) {
        var now = clock.instant();
        return new Conversation(UUID.randomUUID().toString(), "", now, now, parameters, List.of());
    }

    /// Reads what takes its time.
    Background background() {
        return background;
    }

    /// What can be asked, and what it costs.
    AskableModels models() {
        return models;
    }

    /// Ways of asking that were kept under a name.
    ChatPresets presets() {
        return presets;
    }

    /// Asks another model from now on, by its own preset if it has one.
    void use(String id) {
        ChatParameters now = open().parameters().withModel(id);
        ChatPreset own = presets.of(id);
        setParameters(own == null ? now : own.on(now));
    }

    /// The models that can be asked, those that were asked last first.
    List<Model> modelsLastUsedFirst() {
        return models.lastUsedFirst(history.modelsUsed());
    }

    /// The models that the next message is sent to besides the conversation's own, to be compared.
    ObservableList<String> comparedWith() {
        return asking.comparedWith();
    }

    /// The conversations that match the search, the newest first.
    public ObservableList<Heading> conversations() {
        return search.listed();
    }

    public StringProperty searchProperty() {
        return search.wordsProperty();
    }

    /// The conversation that is open; a new one is not in the list yet.
    public ObjectProperty<Conversation> currentProperty() {
        return history.currentProperty();
    }

    /// The end of a long conversation until it is read and open; null: none.
    ObjectProperty<@Nullable Conversation> firstLookProperty() {
        return history.firstLookProperty();
    }

    /// Whether an answer of the conversation is being streamed.
    public boolean isRunning(String conversation) {
        return asking.isRunning(conversation);
    }

    /// Whether the answer at a place of the open conversation is being streamed.
    boolean isRunning(int place) {
        return asking.isRunning(open().id(), place);
    }

    /// Whether anything is being streamed, so that [#look] must be called.
    public boolean isAnythingRunning() {
        return asking.isAnythingRunning();
    }

    private Conversation open() {
        return history.open();
    }

    /// Opens a conversation of the list, as soon as it is read.
    public void open(Heading heading) {
        history.open(heading);
    }

    /// Opens an empty conversation that is asked like the one before.
    public void create() {
        history.open(empty(open().parameters()));
    }

    public void setParameters(ChatParameters parameters) {
        history.change(open().heading().with(parameters));
    }

    /// What waits to be sent in the open conversation.
    ObservableList<Message> queue() {
        return asking.queue(open().id());
    }

    /// Asks, or lines up when an answer is being streamed.
    void send(Message message) {
        if (message.isEmpty()) {
            return;
        }
        draft("");
        if (isRunning(open().id())) {
            queue().add(message);
        } else {
            asking.follow(open(), message);
        }
    }

    /// Sends a message that waits, at once if nothing is being streamed.
    void sendQueued(Message message) {
        queue().remove(message);
        if (isRunning(open().id())) {
            queue().addFirst(message);
        } else {
            send(message);
        }
    }

    /// Asks the question of the exchange again; the answers stand side by side.
    void retry(int place) {
        Exchange exchange = open().exchanges().get(place);
        if (!isRunning(open().id())) {
            asking.again(place, new Message(exchange.question(), exchange.attachments()), null);
        }
    }

    /// Asks the question again of another model.
    void retry(int place, String model) {
        if (!isRunning(open().id())) {
            setParameters(open().parameters().withModel(model));
            retry(place);
        }
    }

    /// Asks something else in the place of a question; both stand side by side.
    void edit(int place, Message message) {
        if (!message.isEmpty() && !isRunning(open().id())) {
            asking.instead(place, message);
        }
    }

    /// Lets the model go on with an answer that was interrupted.
    void goOn(int place) {
        Exchange exchange = open().exchanges().get(place);
        if (exchange.answer().text().isEmpty()) {
            retry(place);
        } else if (!isRunning(open().id())) {
            Message question = new Message(exchange.question(), exchange.attachments());
            asking.again(place, question, exchange.answer());
        }
    }

    /// Shows the branch that goes through the exchange.
    void select(int place) {
        if (!isRunning(open().id())) {
            history.change(open().showing(place).heading());
        }
    }

    /// Goes on with one of the answers that are compared; the others stop and stay as branches.
    void choose(int place) {
        List<Integer> compared = open().compared(place);
        compared.stream()
                .filter(other -> other != place)
                .forEach(other -> asking.stop(open().id(), other));
        Conversation decided = open().decided(place);
        String model = decided.exchanges().get(place).model();
        history.keep(decided.with(decided.parameters().withModel(model)), compared);
    }

    /// Opens a conversation of its own with all that led to the exchange.
    void branch(int place) {
        Conversation branch = open().branch(UUID.randomUUID().toString(), place, clock.instant());
        history.open(branch);
        history.add(branch);
    }

    /// Stops what is being answered in the open conversation; what came stays, and so does what
    /// waits.
    public void stop() {
        asking.stop(open().id());
    }

    /// Stops one of the answers that are compared.
    void stop(int place) {
        asking.stop(open().id(), place);
    }

    void rename(Heading conversation, String title) {
        if (!title.isBlank()) {
            history.change(latest(conversation).named(title));
        }
    }

    void pin(Heading conversation, boolean pinned) {
        history.change(latest(conversation).pinned(pinned));
    }

    /// Puts the conversation into a folder; an empty name takes it out of its own.
    void move(Heading conversation, String folder) {
        history.change(latest(conversation).in(folder));
    }

    /// The folders that hold a conversation, by name.
    List<String> folders() {
        return history.folders();
    }

    private Heading latest(Heading conversation) {
        return Objects.requireNonNullElse(history.heading(conversation.id()), conversation);
    }

    /// What was written in the open conversation and not sent yet.
    String draft() {
        return history.draft();
    }

    void draft(String text) {
        history.draft(text);
    }

    /// Writes the open conversation's draft to the history.
    void keepDraft() {
        history.keepDraft();
    }

    /// Forgets the conversation; its requests stay in the request log.
    public void remove(Heading conversation) {
        asking.drop(conversation.id());
        history.forget(conversation);
        if (open().id().equals(conversation.id())) {
            create();
        }
    }

    /// Puts a removed conversation back.
    public void restore(Heading conversation) {
        history.restore(conversation);
    }

    /// Adds the conversations of a file; those that are there already are left as they are.
    ///
    /// @throws IllegalArgumentException when the file holds none
    int load(String file) {
        return history.load(file);
    }

    /// Runs the task as soon as an answer begins to think or to speak, or has ended: [#look] shows
    /// it then, and need not wait for its next turn.
    void onTurn(Runnable task) {
        asking.onTurn(task);
    }

    /// Takes over what has come of the answers, keeps what streams, and ends what has ended.
    ///
    /// @return what has come in the open conversation, by place
    public SortedMap<Integer, AnswerProgress> look() {
        return asking.look();
    }
}
