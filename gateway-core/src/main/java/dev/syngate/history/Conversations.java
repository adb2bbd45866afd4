package dev.syngate.history;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.util.Comparator;
import java.util.List;

/// The chat's conversations. Safe for any thread.
public final class Conversations {
    /// The store's map that holds them.
    public static final RecordMap<Conversation> MAP =
            new RecordMap<>("conversations", Conversation.class);

    private final CachedMap<Conversation> conversations;

    public Conversations(Store store) {
        conversations = new CachedMap<>(store, MAP);
    }

    /// The most recently used first.
    public List<Conversation> list() {
        return conversations.all().stream()
                .sorted(Comparator.comparing(Conversation::updated).reversed())
                .toList();
    }

    /// Adds the conversation, or replaces the one of the same id; waits until it is durable.
    public void save(Conversation conversation) {
        conversations.put(conversation.id(), conversation);
    }

    public void remove(String id) {
        conversations.remove(id);
    }
}
