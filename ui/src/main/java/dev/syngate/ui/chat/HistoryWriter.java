package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.AnswerWritten;
import dev.syngate.history.Conversation;
import dev.syngate.history.Conversations;
import dev.syngate.history.Heading;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Writes conversations off the FX thread, one after the other. Of states that wait only the newest
/// is written, so that a stream that is kept while it grows never falls behind.
final class HistoryWriter {
    private static final System.Logger LOG = System.getLogger(HistoryWriter.class.getName());
    private final Conversations conversations;
    private final Executor work;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /// How much of the answers that grow was written, by conversation and place. Only whoever
    /// writes looks at it.
    private final Map<String, Map<Integer, AnswerWritten>> written = new HashMap<>();

    private boolean writing;

    /// What is to be written of a conversation.
    private static final class Waiting {
        private final TreeSet<Integer> places = new TreeSet<>();
        private final TreeMap<Integer, AnswerProgress> growing = new TreeMap<>();
        private boolean removed;
        private @Nullable Conversation whole;
        private @Nullable Heading heading;
    }

    HistoryWriter(Conversations conversations, Executor work) {
        this.conversations = conversations;
        this.work = work;
    }

    /// Writes the heading and the exchanges at some places.
    void save(Conversation conversation, Collection<Integer> places) {
        write(
                conversation.id(),
                then -> {
                    then.whole = conversation;
                    then.places.addAll(places);
                    places.forEach(then.growing::remove);
                    then.heading = null;
                    then.removed = false;
                });
    }

    void save(Heading heading) {
        write(
                heading.id(),
                then -> {
                    then.whole = then.whole == null ? null : then.whole.under(heading);
                    then.heading = heading;
                    then.removed = false;
                });
    }

    /// Writes what has come of an answer that goes on.
    void grow(String id, int place, AnswerProgress answer) {
        write(id, then -> then.growing.put(place, answer));
    }

    void remove(String id) {
        write(
                id,
                then -> {
                    then.whole = null;
                    then.heading = null;
                    then.places.clear();
                    then.growing.clear();
                    then.removed = true;
                });
    }

    private interface Change {
        void make(Waiting then);
    }

    private void write(String id, Change change) {
        synchronized (this) {
            change.make(waiting.computeIfAbsent(id, one -> new Waiting()));
            if (writing) {
                return;
            }
            writing = true;
        }
        work.execute(this::writeAll);
    }

    private void writeAll() {
        for (Map.Entry<String, Waiting> next = next(); next != null; next = next()) {
            try {
                write(next.getKey(), next.getValue());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a chat can't be kept", e);
            }
        }
    }

    private synchronized Map.@Nullable Entry<String, Waiting> next() {
        if (waiting.isEmpty()) {
            writing = false;
            return null;
        }
        String id = waiting.keySet().iterator().next();
        return Map.entry(id, waiting.remove(id));
    }

    private void write(String id, Waiting now) {
        if (now.removed) {
            written.remove(id);
            conversations.remove(id);
            return;
        }
        Map<Integer, AnswerWritten> its = written.computeIfAbsent(id, one -> new HashMap<>());
        if (now.whole != null) {
            conversations.save(now.whole, now.places);
            its.keySet().removeAll(now.places);
        } else if (now.heading != null) {
            conversations.save(now.heading);
        }
        now.growing.forEach((place, answer) -> {
            AnswerWritten before = its.getOrDefault(place, AnswerWritten.NOTHING);
            its.put(place, conversations.grow(id, place, answer, before));
        });
        if (its.isEmpty()) {
            written.remove(id);
        }
    }
}
