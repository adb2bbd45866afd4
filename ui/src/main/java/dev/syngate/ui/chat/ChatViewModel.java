package dev.syngate.ui.chat;

import dev.syngate.access.Group;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Question;
import dev.syngate.history.Conversation;
import dev.syngate.history.Conversation.Exchange;
import dev.syngate.routing.Model;
import dev.syngate.ui.fx.Background;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    private static final System.Logger LOG = System.getLogger(ChatViewModel.class.getName());
    private final Gateway gateway;
    private final Background background;
    private final InstantSource clock;
    private final ObservableList<Conversation> all = FXCollections.observableArrayList();
    private final FilteredList<Conversation> listed = new FilteredList<>(all);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<Conversation> current;
    private final Map<String, Running> running = new HashMap<>();
    private CompletableFuture<Void> writes = CompletableFuture.completedFuture(null);

    /// An answer on its way, and what is to be asked next in the same conversation.
    private record Running(Answer answer, String next) {}

    public ChatViewModel(Gateway gateway, Background background, InstantSource clock) {
        this.gateway = gateway;
        this.background = background;
        this.clock = clock;
        current = new SimpleObjectProperty<>(empty(firstParameters()));
        search.subscribe(words -> listed.setPredicate(one -> matches(one, words)));
        background.run(
                () -> gateway.conversations().list(),
                stored -> stored.forEach(this::addStored),
                failure -> {});
    }

    private void addStored(Conversation stored) {
        if (all.stream().noneMatch(known -> known.id().equals(stored.id()))) {
            all.add(stored.with(ended(stored.exchanges()), stored.updated()));
        }
    }

    /// Answers that a process before this one left open end where they stand.
    private static List<Exchange> ended(List<Exchange> exchanges) {
        return exchanges.stream()
                .map(e -> new Exchange(e.question(), e.model(), e.answer().stopped()))
                .toList();
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

    private static boolean matches(Conversation conversation, String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || conversation.title().toLowerCase(Locale.ROOT).contains(wanted)
                || conversation.exchanges().stream()
                        .anyMatch(e ->
                                e.question().toLowerCase(Locale.ROOT).contains(wanted)
                                        || e.answer()
                                                .text()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(wanted));
    }

    /// The models that can be asked.
    public List<Model> models() {
        return gateway.chat().models();
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
        Conversation changed = current.get().with(parameters);
        if (changed.exchanges().isEmpty()) {
            current.set(changed);
        } else {
            keep(changed);
        }
    }

    /// Asks, or remembers to ask when the answer that is being streamed has ended.
    public void send(String question) {
        if (question.isBlank()) {
            return;
        }
        Conversation conversation = current.get();
        Running busy = running.get(conversation.id());
        if (busy != null) {
            running.put(conversation.id(), new Running(busy.answer(), question.strip()));
            return;
        }
        ask(conversation, question.strip());
    }

    /// Asks the last question of the open conversation again; the new answer takes the place of the
    /// old one.
    public void retry() {
        Conversation conversation = current.get();
        if (conversation.exchanges().isEmpty() || isRunning(conversation.id())) {
            return;
        }
        List<Exchange> kept = new ArrayList<>(conversation.exchanges());
        String question = kept.removeLast().question();
        ask(conversation.with(kept, clock.instant()), question);
    }

    private void ask(Conversation conversation, String question) {
        List<Question.Turn> turns = new ArrayList<>();
        for (Exchange exchange : conversation.exchanges()) {
            if (!exchange.answer().text().isEmpty()) {
                turns.add(Question.Turn.user(exchange.question()));
                turns.add(Question.Turn.assistant(exchange.answer().text()));
            }
        }
        turns.add(Question.Turn.user(question));
        ChatParameters parameters = conversation.parameters();
        Answer answer = gateway.chat().ask(new Question(parameters, turns));
        running.put(conversation.id(), new Running(answer, ""));
        List<Exchange> exchanges = new ArrayList<>(conversation.exchanges());
        exchanges.add(new Exchange(question, parameters.model(), answer.progress()));
        keep(conversation.with(exchanges, clock.instant()));
    }

    /// Stops the answer of the open conversation; what came stays.
    public void stop() {
        Running busy = running.get(current.get().id());
        if (busy != null) {
            running.put(current.get().id(), new Running(busy.answer(), ""));
            busy.answer().stop();
        }
    }

    /// Forgets the conversation; its requests stay in the request log.
    public void remove(Conversation conversation) {
        Running busy = running.remove(conversation.id());
        if (busy != null) {
            busy.answer().stop();
        }
        all.removeIf(one -> one.id().equals(conversation.id()));
        if (current.get().id().equals(conversation.id())) {
            create();
        }
        store(() -> gateway.conversations().remove(conversation.id()));
    }

    /// Writes one after the other, so that an older state never follows a newer one.
    private void store(Runnable write) {
        writes =
                writes.thenRunAsync(write, background.work())
                        .exceptionally(failure -> {
                            LOG.log(System.Logger.Level.WARNING, "a chat can't be kept", failure);
                            return null;
                        });
    }

    /// Puts a removed conversation back.
    public void restore(Conversation conversation) {
        keep(conversation);
    }

    /// Takes over what has come of the open conversation's answer, and ends those that have ended.
    public @Nullable AnswerProgress look() {
        AnswerProgress live = null;
        for (Map.Entry<String, Running> entry : List.copyOf(running.entrySet())) {
            String id = entry.getKey();
            Running busy = entry.getValue();
            AnswerProgress progress = busy.answer().progress();
            if (id.equals(current.get().id())) {
                live = progress;
            }
            if (progress.phase().hasEnded()) {
                running.remove(id);
                end(id, progress, busy.next());
            }
        }
        return live;
    }

    private void end(String id, AnswerProgress progress, String next) {
        Conversation conversation =
                id.equals(current.get().id())
                        ? current.get()
                        : all.stream().filter(c -> c.id().equals(id)).findFirst().orElse(null);
        if (conversation == null) {
            return;
        }
        List<Exchange> exchanges = new ArrayList<>(conversation.exchanges());
        Exchange last = exchanges.removeLast();
        exchanges.add(new Exchange(last.question(), last.model(), progress));
        Conversation ended = conversation.with(exchanges, clock.instant());
        keep(ended);
        if (!next.isEmpty()) {
            ask(ended, next);
        }
    }

    private void keep(Conversation conversation) {
        all.removeIf(one -> one.id().equals(conversation.id()));
        all.addFirst(conversation);
        if (current.get().id().equals(conversation.id())) {
            current.set(conversation);
        }
        store(() -> gateway.conversations().save(conversation));
    }
}
