package dev.syngate.codec;

import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sealed thoughts that led to tool calls, by the call's id: for clients that do not send them
/// back, though their maker wants them. The latest 10,000 since the start. Safe for any thread.
public final class KeptSeals {
    private static final int MOST = 10_000;
    private static final int LONGEST = 64 * 1024;

    private final Map<Key, List<Part>> byCall =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, List<Part>> eldest) {
                    return size() > MOST;
                }
            };

    /// @param owner whose call it was
    private record Key(String owner, String maker, String call) {}

    /// Keeps what came with each tool call of an answer: the thoughts before it, and itself.
    synchronized void keep(String owner, String maker, List<Part> parts) {
        List<Part> sealed = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Part.Reasoning thought -> {
                    if (thought.seal() != null && size(thought) <= LONGEST) {
                        sealed.add(thought);
                    }
                }
                case Part.ToolCall call -> {
                    if (call.seal() != null) {
                        sealed.add(call);
                    }
                    if (!sealed.isEmpty()) {
                        byCall.put(new Key(owner, maker, call.id()), List.copyOf(sealed));
                    }
                    sealed.clear();
                }
                case Part.Text text -> {}
                case Part.Refused refused -> {}
                case Part.Media media -> {}
                case Part.ToolResult result -> {}
            }
        }
    }

    private static int size(Part.Reasoning thought) {
        int seal = thought.seal() == null ? 0 : thought.seal().value().length();
        return thought.text().length() + seal;
    }

    /// The conversation with what the maker wants back.
    synchronized List<Message> restored(String owner, String maker, List<Message> messages) {
        if (byCall.isEmpty()) {
            return messages;
        }
        List<Message> restored = new ArrayList<>(messages.size());
        for (Message message : messages) {
            restored.add(
                    message.role() == Role.ASSISTANT ? restored(owner, maker, message) : message);
        }
        return restored;
    }

    private Message restored(String owner, String maker, Message message) {
        boolean sent =
                message.parts().stream()
                        .anyMatch(part ->
                                part instanceof Part.Reasoning thought
                                        && thought.seal() != null
                                        && thought.seal().maker().equals(maker));
        List<Part> parts = new ArrayList<>(message.parts().size() + 1);
        for (Part part : message.parts()) {
            List<Part> kept =
                    part instanceof Part.ToolCall call
                            ? byCall.getOrDefault(new Key(owner, maker, call.id()), List.of())
                            : List.of();
            Part.ToolCall sealed = null;
            for (Part piece : kept) {
                if (piece instanceof Part.ToolCall call) {
                    sealed = call;
                } else if (!sent) {
                    parts.add(piece);
                }
            }
            parts.add(withSeal(part, sealed));
        }
        return new Message(message.role(), parts);
    }

    private static Part withSeal(Part part, Part.@Nullable ToolCall sealed) {
        return sealed != null && part instanceof Part.ToolCall call && call.seal() == null
                ? new Part.ToolCall(call.id(), call.name(), call.arguments(), sealed.seal())
                : part;
    }
}
