package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.gateway.Gateway;
import dev.syngate.history.Conversation;
import dev.syngate.history.ConversationFile;
import dev.syngate.history.Exchange;
import dev.syngate.ui.fx.Background;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The conversations that the window knows, which of them is open, and what is written in them but
/// not sent. Every change is written to the store, off the FX thread. FX thread only.
final class ChatHistory {
    private final Gateway gateway;
    private final InstantSource clock;
    private final HistoryWriter writer;
    private final ObservableList<Conversation> all = FXCollections.observableArrayList();
    private final FilteredList<Conversation> listed = new FilteredList<>(all);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<Conversation> current;
    private final Map<String, String> drafts = new HashMap<>();

    /// @param first is open until another one is opened
    ChatHistory(Gateway gateway, Background background, InstantSource clock, Conversation first) {
        this.gateway = gateway;
        this.clock = clock;
        writer = new HistoryWriter(gateway.conversations(), background.work());
        current = new SimpleObjectProperty<>(first);
        search.subscribe(words -> listed.setPredicate(one -> one.contains(words)));
        background.run(
                () -> gateway.conversations().list().stream().map(this::ended).toList(),
                stored -> {
                    stored.forEach(this::addStored);
                    askAsLast(first);
                },
                failure -> {});
    }

    private void addStored(Conversation stored) {
        if (find(stored.id()) < 0) {
            all.add(stored);
        }
    }

    /// The first conversation is asked as the last one before was, unless it was touched already.
    private void askAsLast(Conversation first) {
        if (!all.isEmpty() && current.get() == first && draft().isEmpty()) {
            current.set(first.with(all.getFirst().parameters()));
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

    /// Those that match the search, the newest first.
    ObservableList<Conversation> listed() {
        return listed;
    }

    StringProperty searchProperty() {
        return search;
    }

    ObjectProperty<Conversation> currentProperty() {
        return current;
    }

    Conversation open() {
        return current.get();
    }

    /// The models that were asked, the last first.
    List<String> modelsUsed() {
        return all.stream().map(one -> one.parameters().model()).distinct().limit(20).toList();
    }

    List<String> folders() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.forEach(one -> names.add(one.folder()));
        names.remove("");
        return List.copyOf(names);
    }

    /// What was written in the open conversation and not sent yet.
    String draft() {
        return drafts.getOrDefault(open().id(), open().draft());
    }

    void draft(String text) {
        drafts.put(open().id(), text);
    }

    /// Writes the open conversation's draft to the store.
    void keepDraft() {
        String draft = draft();
        if (!open().draft().equals(draft)) {
            change(open().drafting(draft));
        }
    }

    /// The newest state of a conversation; null: it was removed.
    @Nullable Conversation latest(String id) {
        if (id.equals(open().id())) {
            return open();
        }
        int at = find(id);
        return at < 0 ? null : all.get(at);
    }

    boolean has(String id) {
        return find(id) >= 0;
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
    void change(Conversation conversation) {
        int at = find(conversation.id());
        boolean worthKeeping =
                !conversation.exchanges().isEmpty() || !conversation.draft().isBlank();
        if (conversation.id().equals(open().id())) {
            current.set(conversation);
        }
        if (!worthKeeping) {
            if (at >= 0) {
                all.remove(at);
                writer.remove(conversation.id());
            }
            return;
        }
        if (at >= 0) {
            all.set(at, conversation);
        } else {
            all.addFirst(conversation);
        }
        writer.save(conversation);
    }

    /// Takes over a conversation that has become the newest.
    void keep(Conversation conversation) {
        all.removeIf(one -> one.id().equals(conversation.id()));
        all.addFirst(conversation);
        if (open().id().equals(conversation.id())) {
            current.set(conversation);
        }
        writer.save(conversation);
    }

    /// Writes a state that the window does not show as such, for a process after this one.
    void write(Conversation conversation) {
        writer.save(conversation);
    }

    void forget(String id) {
        all.removeIf(one -> one.id().equals(id));
        writer.remove(id);
    }

    /// Puts a conversation of another time or place back.
    void restore(Conversation conversation) {
        keep(ended(conversation));
    }

    /// Adds the conversations of a file; those that are there already are left as they are.
    ///
    /// @throws IllegalArgumentException when the file holds none
    int load(String file) {
        int added = 0;
        for (Conversation one : ConversationFile.read(file, open().parameters(), clock.instant())) {
            if (!has(one.id())) {
                restore(one);
                added++;
            }
        }
        return added;
    }
}
