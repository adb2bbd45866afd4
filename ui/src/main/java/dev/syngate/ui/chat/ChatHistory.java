package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.gateway.Gateway;
import dev.syngate.history.Conversation;
import dev.syngate.history.ConversationFile;
import dev.syngate.history.Exchange;
import dev.syngate.history.Heading;
import dev.syngate.ui.fx.Background;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The headings of the conversations, those that are read whole, which of them is open, and what is
/// written in them but not sent. Every change is written to the store, off the FX thread. FX thread
/// only.
final class ChatHistory {
    private static final int REMOVED_KEPT = 8;

    /// So many exchanges are enough for a first look.
    private static final int FIRST_LOOK = 6;

    private final Gateway gateway;
    private final Background background;
    private final InstantSource clock;
    private final HistoryWriter writer;
    private final ObservableList<Heading> all = FXCollections.observableArrayList();
    private final ObjectProperty<Conversation> current;
    private final ObjectProperty<@Nullable Conversation> firstLook = new SimpleObjectProperty<>();

    /// Conversations that are not open and change all the same, because they are being answered.
    private final Map<String, Conversation> held = new HashMap<>();

    private final LinkedHashMap<String, Conversation> removed = new LinkedHashMap<>();
    private final Map<String, String> drafts = new HashMap<>();

    /// Which conversation is to be open once it is read.
    private String wanted;

    /// @param first is open until another one is opened
    ChatHistory(Gateway gateway, Background background, InstantSource clock, Conversation first) {
        this.gateway = gateway;
        this.background = background;
        this.clock = clock;
        writer = new HistoryWriter(gateway.conversations(), background.work());
        current = new SimpleObjectProperty<>(first);
        wanted = first.id();
        background.run(
                () -> gateway.conversations().list(),
                stored -> {
                    addStored(stored);
                    askAsLast(first);
                },
                failure -> {});
    }

    private void addStored(List<Heading> stored) {
        Set<String> known = new HashSet<>();
        all.forEach(one -> known.add(one.id()));
        all.addAll(stored.stream().filter(one -> !known.contains(one.id())).toList());
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

    /// All headings, the newest first.
    ObservableList<Heading> all() {
        return all;
    }

    ObjectProperty<Conversation> currentProperty() {
        return current;
    }

    /// The end of a long conversation that is being read, to be looked at until it is open; null:
    /// none.
    ObjectProperty<@Nullable Conversation> firstLookProperty() {
        return firstLook;
    }

    Conversation open() {
        return current.get();
    }

    private void become(Conversation conversation) {
        firstLook.set(null);
        current.set(conversation);
    }

    /// Opens a new one, that is in no list yet.
    void open(Conversation conversation) {
        wanted = conversation.id();
        become(conversation);
    }

    /// Opens one of the list as soon as it is read; the end of a long one is to be seen before.
    void open(Heading heading) {
        String id = heading.id();
        wanted = id;
        if (latest(id) != null) {
            openWhole(id);
            return;
        }
        background.run(
                () ->
                        Optional.ofNullable(gateway.conversations().end(id, FIRST_LOOK))
                                .map(this::ended),
                end -> {
                    end.ifPresent(this::lookAt);
                    openWhole(id);
                },
                failure -> openWhole(id));
    }

    private void openWhole(String id) {
        whole(
                id,
                found -> {
                    if (wanted.equals(id)) {
                        become(found);
                    }
                });
    }

    private void lookAt(Conversation end) {
        if (wanted.equals(end.id())) {
            firstLook.set(end);
        }
    }

    private interface Reader {
        void read(Conversation found);
    }

    private void whole(String id, Reader reader) {
        Conversation known = latest(id);
        if (known != null) {
            reader.read(known);
            return;
        }
        background.run(
                () -> {
                    Conversation found = gateway.conversations().find(id);
                    return found == null ? List.<Conversation>of() : List.of(ended(found));
                },
                found -> found.forEach(reader::read),
                failure -> {});
    }

    /// Keeps a conversation at hand, open or not, until [#release].
    void hold(Conversation conversation) {
        held.put(conversation.id(), conversation);
    }

    void release(String id) {
        held.remove(id);
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
            change(open().heading().drafting(draft));
        }
    }

    /// The newest state of a conversation that is open or held; null: it is neither.
    @Nullable Conversation latest(String id) {
        return id.equals(open().id()) ? open() : held.get(id);
    }

    /// The newest heading; null: the conversation is not in the list.
    @Nullable Heading heading(String id) {
        int at = find(id);
        return at < 0 ? null : all.get(at);
    }

    private int find(String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private void show(Conversation conversation) {
        held.replace(conversation.id(), conversation);
        if (conversation.id().equals(open().id())) {
            current.set(conversation);
        }
    }

    /// Takes over a heading that does not make the conversation newer.
    void change(Heading heading) {
        Conversation whole = latest(heading.id());
        if (whole != null) {
            show(whole.under(heading));
        }
        int at = find(heading.id());
        if (heading.isBlank()) {
            if (at >= 0) {
                all.remove(at);
                writer.remove(heading.id());
            }
            return;
        }
        if (at >= 0) {
            all.set(at, heading);
        } else {
            all.addFirst(heading);
        }
        writer.save(heading);
    }

    /// Takes over a conversation that has become the newest, with changes at some places.
    void keep(Conversation conversation, Collection<Integer> places) {
        int at = find(conversation.id());
        if (at == 0) {
            all.set(0, conversation.heading());
        } else {
            if (at > 0) {
                all.remove(at);
            }
            all.addFirst(conversation.heading());
        }
        show(conversation);
        writer.save(conversation, places);
    }

    /// Takes over one that is new here.
    void add(Conversation conversation) {
        keep(conversation, IntStream.range(0, conversation.exchanges().size()).boxed().toList());
    }

    /// Writes what has come of an answer, for a process after this one.
    void grow(String id, int place, AnswerProgress answer) {
        writer.grow(id, place, answer);
    }

    void forget(Heading heading) {
        String id = heading.id();
        all.removeIf(one -> one.id().equals(id));
        whole(
                id,
                found -> {
                    removed.put(id, found);
                    if (removed.size() > REMOVED_KEPT) {
                        removed.pollFirstEntry();
                    }
                    held.remove(id);
                    writer.remove(id);
                });
    }

    /// Puts a conversation that was just removed back.
    void restore(Heading heading) {
        Conversation whole = removed.remove(heading.id());
        if (whole != null) {
            add(whole);
        }
    }

    /// Adds the conversations of a file; those that are there already are left as they are.
    ///
    /// @throws IllegalArgumentException when the file holds none
    int load(String file) {
        int added = 0;
        for (Conversation one : ConversationFile.read(file, open().parameters(), clock.instant())) {
            if (find(one.id()) < 0) {
                add(ended(one));
                added++;
            }
        }
        return added;
    }
}
