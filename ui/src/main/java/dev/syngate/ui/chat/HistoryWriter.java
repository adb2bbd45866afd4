package dev.syngate.ui.chat;

import dev.syngate.history.Conversation;
import dev.syngate.history.Conversations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Writes conversations off the FX thread, one after the other. Of states that wait only the newest
/// is written, so that a stream that is kept while it grows never falls behind.
final class HistoryWriter {
    private static final System.Logger LOG = System.getLogger(HistoryWriter.class.getName());
    private final Conversations conversations;
    private final Executor work;
    private final Map<String, Optional<Conversation>> waiting = new LinkedHashMap<>();
    private boolean writing;

    HistoryWriter(Conversations conversations, Executor work) {
        this.conversations = conversations;
        this.work = work;
    }

    void save(Conversation conversation) {
        write(conversation.id(), Optional.of(conversation));
    }

    void remove(String id) {
        write(id, Optional.empty());
    }

    private void write(String id, Optional<Conversation> state) {
        synchronized (this) {
            waiting.remove(id);
            waiting.put(id, state);
            if (writing) {
                return;
            }
            writing = true;
        }
        work.execute(this::writeAll);
    }

    private void writeAll() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a chat can't be kept", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        if (waiting.isEmpty()) {
            writing = false;
            return null;
        }
        Map.Entry<String, Optional<Conversation>> first = waiting.entrySet().iterator().next();
        String id = first.getKey();
        Optional<Conversation> state = first.getValue();
        waiting.remove(id);
        return () -> state.ifPresentOrElse(conversations::save, () -> conversations.remove(id));
    }
}
