package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.store.CachedMap;
import dev.syngate.store.Keys;
import dev.syngate.store.Migration;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The chat's conversations. Their headings are held in memory, what was said is read when it is
/// asked for. Safe for any thread; whatever writes waits until it is durable.
public final class Conversations {
    private static final RecordMap<Heading> HEADINGS =
            new RecordMap<>("conversations", Heading.class);

    /// The store's maps that hold them.
    public static final Set<String> MAPS =
            Set.of(
                    HEADINGS.name(),
                    ConversationRows.QUESTIONS.name(),
                    ConversationRows.ANSWERS.name(),
                    ConversationRows.GROWTH.name());

    /// From the format in which each conversation was one record.
    public static final Migration SPLIT = new ConversationSplit(HEADINGS);

    private final Store store;
    private @Nullable CachedMap<Heading> headings;

    public Conversations(Store store) {
        this.store = store;
    }

    /// Read when the first page asks: a gateway without a window needs none.
    private synchronized CachedMap<Heading> headings() {
        if (headings == null) {
            headings = new CachedMap<>(store, HEADINGS);
        }
        return headings;
    }

    /// The most recently used first.
    public List<Heading> list() {
        return headings().all().stream()
                .sorted(Comparator.comparing(Heading::updated).reversed())
                .toList();
    }

    /// A conversation with all that was said in it, an answer that grows as far as it was written.
    ///
    /// @return null: there is none
    public @Nullable Conversation find(String id) {
        Heading heading = headings().get(id);
        return heading == null
                ? null
                : new Conversation(heading, store.read(view -> ConversationRows.read(view, id)));
    }

    /// What is shown of a conversation at its end, for a first look while [#find] reads all of it:
    /// what comes before is blank, and of branches only the one that is shown is there.
    ///
    /// @param last how many exchanges are read
    /// @return null: there is no conversation that long, or answers are compared at its end
    public @Nullable Conversation end(String id, int last) {
        Heading heading = headings().get(id);
        if (heading == null || heading.shown() == null) {
            return null;
        }
        int shown = heading.shown();
        List<Exchange> read = store.read(view -> ConversationRows.readEnd(view, id, shown, last));
        return read.isEmpty() ? null : new Conversation(heading, read);
    }

    /// Adds the conversation, or replaces the one of the same id.
    public void save(Conversation conversation) {
        List<Integer> all = IntStream.range(0, conversation.exchanges().size()).boxed().toList();
        save(conversation, all);
    }

    /// Writes the heading and the exchanges at some places; the others are as they were.
    public void save(Conversation conversation, Collection<Integer> places) {
        store.writeNow(view -> {
            HEADINGS.put(view, Keys.of(conversation.id()), conversation.heading());
            for (int place : places) {
                ConversationRows.write(
                        view, conversation.id(), place, conversation.exchanges().get(place));
            }
            return true;
        });
    }

    /// Writes the heading alone.
    public void save(Heading heading) {
        headings().put(heading.id(), heading);
    }

    /// Writes what came of an answer that has not ended since it was last written; all of it is
    /// written by [#save(Conversation,Collection)] once it has.
    public AnswerWritten grow(String id, int place, AnswerProgress answer, AnswerWritten before) {
        AnswerWritten start = before.of(answer);
        Growth growth = Growth.of(answer, start.reasoning(), start.text());
        store.writeNow(view -> {
            ConversationRows.grow(view, id, place, start.pieces(), growth);
            return true;
        });
        return start.with(answer);
    }

    public void remove(String id) {
        store.writeNow(view -> {
            HEADINGS.delete(view, Keys.of(id));
            ConversationRows.remove(view, id);
            return true;
        });
    }

    /// The ids of the conversations that have all of the words, in whatever case. Reads all that
    /// was ever said, so ask it beside other work.
    ///
    /// @param wanted whether to go on
    public Set<String> containing(String words, BooleanSupplier wanted) {
        ConversationSearch search = new ConversationSearch(words, wanted);
        return search.in(store, headings().list());
    }
}
