package dev.syngate.seals;

import dev.syngate.codec.Memory;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The thoughts that led to tool calls, by the call's id: for clients that do not send them back,
/// though their maker wants them. The latest 10,000, also after a restart; each for the API key,
/// provider, credential and model that it came from. Safe for any thread.
public final class KeptSeals implements Memory.Seals {
    /// The store's map that holds them.
    public static final RecordMap<Kept> MAP = new RecordMap<>("kept-seals", Kept.class);

    /// Which place each has in the ring: the oldest makes room for the newest.
    public static final RecordMap<Place> PLACES = new RecordMap<>("kept-seal-places", Place.class);

    private static final int MOST = 10_000;
    private static final int LONGEST = 64 * 1024;
    private static final byte[] NEXT = Keys.of("next");

    private final Store store;
    private final int most;

    public KeptSeals(Store store) {
        this(store, MOST);
    }

    /// @param most how many are kept
    KeptSeals(Store store, int most) {
        this.store = store;
        this.most = most;
    }

    /// What came with one tool call.
    ///
    /// @param thoughts before it
    /// @param seal of the call itself; null: it has none
    public record Kept(List<Thought> thoughts, @Nullable Seal seal) {
        public Kept {
            thoughts = List.copyOf(thoughts);
        }
    }

    /// @param seal null: its maker wants the text only
    public record Thought(String text, @Nullable Seal seal) {
        int size() {
            return text.length() + (seal == null ? 0 : seal.value().length());
        }
    }

    /// @param key what is kept in the place, or of the place "next" the number of the next one
    public record Place(String key) {}

    private static String key(String owner, String maker, String call) {
        return owner + "\n" + maker + "\n" + call;
    }

    @Override
    public void keep(String owner, String maker, List<Part> parts) {
        List<Thought> thoughts = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Part.Reasoning thought -> {
                    Thought one = new Thought(thought.text(), thought.seal());
                    if (one.size() > 0 && one.size() <= LONGEST) {
                        thoughts.add(one);
                    }
                }
                case Part.ToolCall call -> {
                    if (!thoughts.isEmpty() || call.seal() != null) {
                        keep(key(owner, maker, call.id()), new Kept(thoughts, call.seal()));
                    }
                    thoughts.clear();
                }
                case Part.Text text -> {}
                case Part.Refused refused -> {}
                case Part.Media media -> {}
                case Part.ToolResult result -> {}
            }
        }
    }

    /// Nobody waits for it: what a call costs is written later, and its end comes after that.
    private void keep(String key, Kept kept) {
        store.write(view -> {
            Place next = PLACES.get(view, NEXT);
            int number = next == null ? 0 : Integer.parseInt(next.key());
            byte[] place = Keys.of(String.valueOf(number));
            Place old = PLACES.get(view, place);
            if (old != null) {
                MAP.delete(view, Keys.of(old.key()));
            }
            MAP.put(view, Keys.of(key), kept);
            PLACES.put(view, place, new Place(key));
            PLACES.put(view, NEXT, new Place(String.valueOf((number + 1) % most)));
            return true;
        });
    }

    /// Forgets what was kept for an API key.
    public void forgetAllOf(String owner) {
        store.writeNow(view -> forget(view, owner + "\n"));
    }

    private static boolean forget(WriteView view, String prefix) {
        List<byte[]> gone = new ArrayList<>();
        MAP.ascend(
                view,
                Keys.of(prefix),
                (key, kept) -> {
                    boolean its = Keys.text(key).startsWith(prefix);
                    if (its) {
                        gone.add(key);
                    }
                    return its;
                });
        gone.forEach(key -> MAP.delete(view, key));
        return true;
    }

    @Override
    public List<Message> restored(String owner, String maker, List<Message> messages) {
        boolean calls =
                messages.stream()
                        .map(Message::parts)
                        .flatMap(List::stream)
                        .anyMatch(Part.ToolCall.class::isInstance);
        return calls ? store.read(view -> restored(view, owner, maker, messages)) : messages;
    }

    private static List<Message> restored(
            ReadView view, String owner, String maker, List<Message> messages) {
        List<Message> restored = new ArrayList<>(messages.size());
        for (Message message : messages) {
            restored.add(
                    message.role() == Role.ASSISTANT
                            ? restored(view, owner, maker, message)
                            : message);
        }
        return restored;
    }

    private static Message restored(ReadView view, String owner, String maker, Message message) {
        List<Part> parts = new ArrayList<>(message.parts().size() + 1);
        boolean sent = message.parts().stream().anyMatch(part -> isSent(part, maker));
        for (Part part : message.parts()) {
            Kept kept =
                    part instanceof Part.ToolCall call
                            ? MAP.get(view, Keys.of(key(owner, maker, call.id())))
                            : null;
            if (kept == null) {
                parts.add(part);
                continue;
            }
            boolean told =
                    parts.stream()
                            .anyMatch(one ->
                                    one instanceof Part.Reasoning thought
                                            && !thought.text().isEmpty());
            for (Thought thought : kept.thoughts()) {
                if (!sent && (thought.seal() != null || !told)) {
                    parts.add(new Part.Reasoning(thought.text(), thought.seal()));
                }
            }
            parts.add(withSeal(part, kept.seal()));
        }
        return new Message(message.role(), parts);
    }

    private static boolean isSent(Part part, String maker) {
        return part instanceof Part.Reasoning thought
                && thought.seal() != null
                && thought.seal().maker().equals(maker);
    }

    private static Part withSeal(Part part, @Nullable Seal seal) {
        return seal != null && part instanceof Part.ToolCall call && call.seal() == null
                ? new Part.ToolCall(call.id(), call.name(), call.arguments(), seal)
                : part;
    }
}
