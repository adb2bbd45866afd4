package dev.syngate.ui.chat;

import dev.syngate.access.Group;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Question;
import dev.syngate.history.Conversation;
import dev.syngate.history.ConversationFile;
import dev.syngate.history.Exchange;
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
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The chat without its looks: conversations, the open one, and the answers that are being
/// streamed. FX thread only.
public final class ChatViewModel {
    private static final Duration KEPT_EVERY = Duration.ofMillis(500);
    private static final String GO_ON =
            "Continue exactly where you stopped. Repeat nothing and add no remark.";

    private final Gateway gateway;
    private final InstantSource clock;
    private final HistoryWriter history;
    private final ObservableList<Conversation> all = FXCollections.observableArrayList();
    private final FilteredList<Conversation> listed = new FilteredList<>(all);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<Conversation> current;
    private final Map<String, RunningAnswer> running = new HashMap<>();
    private final Map<String, ObservableList<Message>> queues = new HashMap<>();
    private final Map<String, String> drafts = new HashMap<>();

    public ChatViewModel(Gateway gateway, Background background, InstantSource clock) {
        this.gateway = gateway;
        this.clock = clock;
        history = new HistoryWriter(gateway.conversations(), background.work());
        current = new SimpleObjectProperty<>(empty(firstParameters()));
        search.subscribe(words -> listed.setPredicate(one -> one.contains(words)));
        background.run(
                () -> gateway.conversations().list().stream().map(this::ended).toList(),
                stored -> stored.forEach(this::addStored),
                failure -> {});
    }

    private void addStored(Conversation stored) {
        if (all.stream().noneMatch(known -> known.id().equals(stored.id()))) {
            all.add(stored);
        }
    }

    /// Answers that a process before this one left open end where they stand. What they cost is in
    /// the request log, if they were settled.
    private Conversation ended(Conversation stored) {
        List<Exchange> exchanges = new ArrayList<>(stored.exchanges());
        exchanges.replaceAll(exchange -> {
            AnswerProgress answer = exchange.answer();
            if (answer.phase().hasEnded()) {
                return exchange;
            }
            return gateway.requests()
                    .find(answer.requestId())
                    .map(found ->
                            exchange.with(
                                    answer.endedAs(
                                            Phase.STOPPED, found.upstreamModel(), found.receipt())))
                    .orElseGet(() -> exchange.with(answer.stopped()));
        });
        return stored.with(exchanges);
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
        List<String> used =
                all.stream().map(one -> one.parameters().model()).distinct().limit(20).toList();
        return models().stream()
                .sorted(
                        Comparator.comparingInt((Model one) -> {
                            int at = used.indexOf(one.id());
                            return at < 0 ? used.size() : at;
                        }))
                .toList();
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
        return listed;
    }

    public StringProperty searchProperty() {
        return search;
    }

    /// The conversation that is open; a new one is not in the list yet.
    public ObjectProperty<Conversation> currentProperty() {
        return current;
    }

    /// Whether an answer of the conversation is being streamed.
    public boolean isRunning(String conversation) {
        return running.containsKey(conversation);
    }

    /// Whether anything is being streamed, so that [#look] must be called.
    public boolean isAnythingRunning() {
        return !running.isEmpty();
    }

    public void open(Conversation conversation) {
        current.set(conversation);
    }

    /// Opens an empty conversation that is asked like the one before.
    public void create() {
        current.set(empty(current.get().parameters()));
    }

    public void setParameters(ChatParameters parameters) {
        change(current.get().with(parameters));
    }

    /// What waits to be sent in the open conversation.
    ObservableList<Message> queue() {
        return queues.computeIfAbsent(
                current.get().id(), id -> FXCollections.observableArrayList());
    }

    /// Asks, or lines up when an answer is being streamed.
    void send(Message message) {
        if (message.isEmpty()) {
            return;
        }
        draft("");
        if (isRunning(current.get().id())) {
            queue().add(message);
        } else {
            ask(current.get().drafting(""), message, current.get().shown(), null);
        }
    }

    /// Sends a message that waits, at once if nothing is being streamed.
    void sendQueued(Message message) {
        queue().remove(message);
        if (isRunning(current.get().id())) {
            queue().addFirst(message);
        } else {
            send(message);
        }
    }

    /// Asks the question of the exchange again; the answers stand side by side.
    void retry(int place) {
        Exchange exchange = current.get().exchanges().get(place);
        edit(place, new Message(exchange.question(), exchange.attachments()));
    }

    /// Asks the question again of another model.
    void retry(int place, String model) {
        if (!isRunning(current.get().id())) {
            setParameters(current.get().parameters().withModel(model));
            retry(place);
        }
    }

    /// Asks something else in the place of a question; both stand side by side.
    void edit(int place, Message message) {
        if (!message.isEmpty() && !isRunning(current.get().id())) {
            ask(current.get(), message, current.get().exchanges().get(place).after(), null);
        }
    }

    /// Lets the model go on with an answer that was interrupted.
    void goOn(int place) {
        Exchange exchange = current.get().exchanges().get(place);
        if (exchange.answer().text().isEmpty()) {
            retry(place);
        } else if (!isRunning(current.get().id())) {
            Message question = new Message(exchange.question(), exchange.attachments());
            ask(current.get(), question, exchange.after(), exchange.answer());
        }
    }

    /// Shows the branch that goes through the exchange.
    void select(int place) {
        if (!isRunning(current.get().id())) {
            change(current.get().showing(place));
        }
    }

    /// Opens a conversation of its own with all that led to the exchange.
    void branch(int place) {
        Conversation branch =
                current.get().branch(UUID.randomUUID().toString(), place, clock.instant());
        current.set(branch);
        keep(branch);
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
        keep(conversation.asked(exchange, now));
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
        RunningAnswer busy = running.get(current.get().id());
        if (busy != null) {
            busy.answer().stop();
        }
    }

    void rename(Conversation conversation, String title) {
        if (!title.isBlank()) {
            change(latest(conversation).named(title));
        }
    }

    void pin(Conversation conversation, boolean pinned) {
        change(latest(conversation).pinned(pinned));
    }

    /// What was written in the open conversation and not sent yet.
    String draft() {
        return drafts.getOrDefault(current.get().id(), current.get().draft());
    }

    void draft(String text) {
        drafts.put(current.get().id(), text);
    }

    /// Writes the open conversation's draft to the history.
    void keepDraft() {
        String draft = draft();
        if (!current.get().draft().equals(draft)) {
            change(current.get().drafting(draft));
        }
    }

    /// Forgets the conversation; its requests stay in the request log.
    public void remove(Conversation conversation) {
        RunningAnswer busy = running.remove(conversation.id());
        if (busy != null) {
            busy.answer().stop();
        }
        queues.remove(conversation.id());
        all.removeIf(one -> one.id().equals(conversation.id()));
        if (current.get().id().equals(conversation.id())) {
            create();
        }
        history.remove(conversation.id());
    }

    /// Puts a removed conversation back.
    public void restore(Conversation conversation) {
        keep(ended(conversation));
    }

    /// Adds the conversations of a file; those that are there already are left as they are.
    ///
    /// @throws IllegalArgumentException when the file holds none
    int load(String file) {
        List<Conversation> found =
                ConversationFile.read(file, current.get().parameters(), clock.instant());
        int added = 0;
        for (Conversation conversation : found) {
            if (find(conversation.id()) < 0) {
                keep(ended(conversation));
                added++;
            }
        }
        return added;
    }

    /// Takes over what has come of the open conversation's answer, keeps what streams, and ends
    /// what has ended.
    public @Nullable AnswerProgress look() {
        AnswerProgress live = null;
        for (Map.Entry<String, RunningAnswer> entry : List.copyOf(running.entrySet())) {
            String id = entry.getKey();
            RunningAnswer busy = entry.getValue();
            AnswerProgress progress = busy.progress();
            if (id.equals(current.get().id())) {
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
        RunningAnswer busy = running.get(current.get().id());
        return busy == null ? -1 : busy.place();
    }

    private void keepPart(String id, RunningAnswer busy, AnswerProgress progress) {
        Instant now = clock.instant();
        int at = find(id);
        if (at >= 0 && !busy.kept().plus(KEPT_EVERY).isAfter(now)) {
            running.put(id, busy.keptAt(now));
            history.save(all.get(at).answered(busy.place(), progress, now));
        }
    }

    private void end(String id, int place, AnswerProgress progress) {
        int at = find(id);
        if (at < 0) {
            return;
        }
        Conversation conversation = id.equals(current.get().id()) ? current.get() : all.get(at);
        Conversation ended = conversation.answered(place, progress, clock.instant());
        keep(ended);
        ObservableList<Message> queue = queues.get(id);
        if (progress.phase() == Phase.DONE && queue != null && !queue.isEmpty()) {
            ask(ended, queue.removeFirst(), ended.shown(), null);
        }
    }

    private Conversation latest(Conversation conversation) {
        if (conversation.id().equals(current.get().id())) {
            return current.get();
        }
        int at = find(conversation.id());
        return at < 0 ? conversation : all.get(at);
    }

    private int find(String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /// Takes over a change that does not make the conversation newer.
    private void change(Conversation conversation) {
        int at = find(conversation.id());
        boolean worthKeeping =
                !conversation.exchanges().isEmpty() || !conversation.draft().isBlank();
        if (conversation.id().equals(current.get().id())) {
            current.set(conversation);
        }
        if (!worthKeeping) {
            if (at >= 0) {
                all.remove(at);
                history.remove(conversation.id());
            }
            return;
        }
        if (at >= 0) {
            all.set(at, conversation);
        } else {
            all.addFirst(conversation);
        }
        history.save(conversation);
    }

    private void keep(Conversation conversation) {
        all.removeIf(one -> one.id().equals(conversation.id()));
        all.addFirst(conversation);
        if (current.get().id().equals(conversation.id())) {
            current.set(conversation);
        }
        history.save(conversation);
    }
}
