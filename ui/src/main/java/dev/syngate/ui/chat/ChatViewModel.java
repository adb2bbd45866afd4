package dev.syngate.ui.chat;

import dev.syngate.access.Group;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Question;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.money.Money;
import dev.syngate.routing.Model;
import dev.syngate.ui.fx.Background;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The chat without its looks: conversations, the open one, and the answers that are being
/// streamed. FX thread only.
public final class ChatViewModel {
    private static final Duration KEPT_EVERY = Duration.ofMillis(800);
    private static final String GO_ON =
            "Continue exactly where you stopped. Repeat nothing and add no remark.";

    private final Gateway gateway;
    private final InstantSource clock;
    private final ChatHistory history;
    private final Map<String, RunningAnswer> running = new HashMap<>();
    private final Map<String, ObservableList<Message>> queues = new HashMap<>();

    public ChatViewModel(Gateway gateway, Background background, InstantSource clock) {
        this.gateway = gateway;
        this.clock = clock;
        history = new ChatHistory(gateway, background, clock, empty(firstParameters()));
    }

    private ChatParameters firstParameters() {
        List<Model> models = models();
        String model =
                models.stream()
                        .map(Model::id)
                        .filter(id -> !id.startsWith("sandbox/"))
                        .findFirst()
                        .orElse(models.isEmpty() ? "" : models.getLast().id());
        return ChatParameters.of(model, groups().getFirst());
    }

    private Conversation empty(ChatParameters parameters) {
        var now = clock.instant();
        return new Conversation(UUID.randomUUID().toString(), "", now, now, parameters, List.of());
    }

    /// The models that can be asked.
    public List<Model> models() {
        return gateway.chat().models();
    }

    /// The models that can be asked, those that were asked last first.
    List<Model> modelsLastUsedFirst() {
        List<String> used = history.modelsUsed();
        return models().stream()
                .sorted(
                        Comparator.comparingInt((Model one) -> {
                            int at = used.indexOf(one.id());
                            return at < 0 ? used.size() : at;
                        }))
                .toList();
    }

    /// What the open conversation's model can read in tokens; null: unknown.
    @Nullable Long context() {
        Model asked = gateway.models().find(open().parameters().model());
        return asked == null ? null : asked.context();
    }

    /// What so many tokens of a prompt cost the open conversation now; null: unpriced.
    @Nullable Money promptCost(long tokens) {
        return gateway.chat().promptCost(open().parameters(), tokens);
    }

    /// The groups that the chat can be billed as; "Standard" first.
    public List<String> groups() {
        List<String> names = new ArrayList<>();
        gateway.groups().list().forEach(group -> names.add(group.name()));
        names.sort(
                Comparator.comparing((String name) -> !name.equals(Group.STANDARD))
                        .thenComparing(String.CASE_INSENSITIVE_ORDER));
        return names;
    }

    /// A group's multiplier, such as `0.5`.
    public String multiplier(String group) {
        var found = gateway.groups().find(group);
        return found == null ? "1" : found.multiplier().text();
    }

    /// The conversations that match the search, the newest first.
    public ObservableList<Conversation> conversations() {
        return history.listed();
    }

    public StringProperty searchProperty() {
        return history.searchProperty();
    }

    /// The conversation that is open; a new one is not in the list yet.
    public ObjectProperty<Conversation> currentProperty() {
        return history.currentProperty();
    }

    /// Whether an answer of the conversation is being streamed.
    public boolean isRunning(String conversation) {
        return running.containsKey(conversation);
    }

    /// Whether anything is being streamed, so that [#look] must be called.
    public boolean isAnythingRunning() {
        return !running.isEmpty();
    }

    private Conversation open() {
        return history.open();
    }

    public void open(Conversation conversation) {
        history.currentProperty().set(conversation);
    }

    /// Opens an empty conversation that is asked like the one before.
    public void create() {
        history.currentProperty().set(empty(open().parameters()));
    }

    public void setParameters(ChatParameters parameters) {
        history.change(open().with(parameters));
    }

    /// What waits to be sent in the open conversation.
    ObservableList<Message> queue() {
        return queues.computeIfAbsent(open().id(), id -> FXCollections.observableArrayList());
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
            ask(open().drafting(""), message, open().shown(), null);
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
        edit(place, new Message(exchange.question(), exchange.attachments()));
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
            ask(open(), message, open().exchanges().get(place).after(), null);
        }
    }

    /// Lets the model go on with an answer that was interrupted.
    void goOn(int place) {
        Exchange exchange = open().exchanges().get(place);
        if (exchange.answer().text().isEmpty()) {
            retry(place);
        } else if (!isRunning(open().id())) {
            Message question = new Message(exchange.question(), exchange.attachments());
            ask(open(), question, exchange.after(), exchange.answer());
        }
    }

    /// Shows the branch that goes through the exchange.
    void select(int place) {
        if (!isRunning(open().id())) {
            history.change(open().showing(place));
        }
    }

    /// Opens a conversation of its own with all that led to the exchange.
    void branch(int place) {
        Conversation branch = open().branch(UUID.randomUUID().toString(), place, clock.instant());
        history.currentProperty().set(branch);
        history.keep(branch);
    }

    private void ask(
            Conversation conversation,
            Message message,
            @Nullable Integer after,
            @Nullable AnswerProgress begun) {
        List<Question.Turn> turns = after == null ? new ArrayList<>() : turns(conversation, after);
        turns.add(Question.Turn.user(message.text(), message.attachments()));
        if (begun != null) {
            turns.add(Question.Turn.assistant(begun.text()));
            turns.add(Question.Turn.user(GO_ON));
        }
        ChatParameters parameters = conversation.parameters();
        Instant now = clock.instant();
        Answer answer = gateway.chat().ask(new Question(parameters, turns));
        int place = conversation.exchanges().size();
        RunningAnswer started = new RunningAnswer(answer, place, begun, now);
        running.put(conversation.id(), started);
        Exchange exchange =
                new Exchange(
                        message.text(),
                        parameters.model(),
                        started.progress(),
                        after,
                        message.attachments());
        history.keep(conversation.asked(exchange, now));
    }

    /// What was said up to the exchange, as a model reads it.
    private static List<Question.Turn> turns(Conversation conversation, int upTo) {
        List<Question.Turn> turns = new ArrayList<>();
        for (int place : conversation.path(upTo)) {
            Exchange exchange = conversation.exchanges().get(place);
            if (!exchange.answer().text().isEmpty()) {
                turns.add(Question.Turn.user(exchange.question(), exchange.attachments()));
                turns.add(Question.Turn.assistant(exchange.answer().text()));
            }
        }
        return turns;
    }

    /// Stops the answer of the open conversation; what came stays, and so does what waits.
    public void stop() {
        RunningAnswer busy = running.get(open().id());
        if (busy != null) {
            busy.answer().stop();
        }
    }

    void rename(Conversation conversation, String title) {
        if (!title.isBlank()) {
            history.change(latest(conversation).named(title));
        }
    }

    void pin(Conversation conversation, boolean pinned) {
        history.change(latest(conversation).pinned(pinned));
    }

    /// Puts the conversation into a folder; an empty name takes it out of its own.
    void move(Conversation conversation, String folder) {
        history.change(latest(conversation).in(folder));
    }

    /// The folders that hold a conversation, by name.
    List<String> folders() {
        return history.folders();
    }

    private Conversation latest(Conversation conversation) {
        return Objects.requireNonNullElse(history.latest(conversation.id()), conversation);
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
    public void remove(Conversation conversation) {
        RunningAnswer busy = running.remove(conversation.id());
        if (busy != null) {
            busy.answer().stop();
        }
        queues.remove(conversation.id());
        history.forget(conversation.id());
        if (open().id().equals(conversation.id())) {
            create();
        }
    }

    /// Puts a removed conversation back.
    public void restore(Conversation conversation) {
        history.restore(conversation);
    }

    /// Adds the conversations of a file; those that are there already are left as they are.
    ///
    /// @throws IllegalArgumentException when the file holds none
    int load(String file) {
        return history.load(file);
    }

    /// Takes over what has come of the open conversation's answer, keeps what streams, and ends
    /// what has ended.
    public @Nullable AnswerProgress look() {
        AnswerProgress live = null;
        for (Map.Entry<String, RunningAnswer> entry : List.copyOf(running.entrySet())) {
            String id = entry.getKey();
            RunningAnswer busy = entry.getValue();
            AnswerProgress progress = busy.progress();
            if (id.equals(open().id())) {
                live = progress;
            }
            if (progress.phase().hasEnded()) {
                running.remove(id);
                end(id, busy.place(), progress);
            } else {
                keepPart(id, busy, progress);
            }
        }
        return live;
    }

    /// The place of the answer that is being streamed in the open conversation, or -1.
    int runningPlace() {
        RunningAnswer busy = running.get(open().id());
        return busy == null ? -1 : busy.place();
    }

    private void keepPart(String id, RunningAnswer busy, AnswerProgress progress) {
        Instant now = clock.instant();
        Conversation conversation = history.latest(id);
        if (conversation != null && !busy.kept().plus(KEPT_EVERY).isAfter(now)) {
            running.put(id, busy.keptAt(now));
            history.write(conversation.answered(busy.place(), progress, now));
        }
    }

    private void end(String id, int place, AnswerProgress progress) {
        Conversation conversation = history.latest(id);
        if (conversation == null) {
            return;
        }
        Conversation ended = conversation.answered(place, progress, clock.instant());
        history.keep(ended);
        ObservableList<Message> queue = queues.get(id);
        if (progress.phase() == Phase.DONE && queue != null && !queue.isEmpty()) {
            ask(ended, queue.removeFirst(), ended.shown(), null);
        }
    }
}
