package dev.syngate.protocol;

import dev.syngate.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event of a streamed answer, understood.
///
/// @param usageOnly it carries usage and no choice: hide it from a client that did not ask for
///   usage
/// @param finished a choice named its finish reason
/// @param plain its events are all that it says, and of the first choice: no tools, no seals, no
///   end
public record ChatChunk(
        List<ChatEvent> events, boolean usageOnly, boolean finished, boolean plain) {
    public ChatChunk(List<ChatEvent> events, boolean usageOnly, boolean finished) {
        this(events, usageOnly, finished, false);
    }

    public static final ChatChunk NOTHING = new ChatChunk(List.of(), false, false);
    static final ChatChunk NO_JSON =
            new ChatChunk(
                    List.of(
                            new ChatEvent.Failed(
                                    "the provider sent an event that is not valid JSON")),
                    false,
                    false);
    public static final ChatChunk DONE = new ChatChunk(List.of(new ChatEvent.Done()), false, true);

    /// The same of an answer that is not over with it.
    public ChatChunk goingOn() {
        boolean done = events.stream().anyMatch(ChatEvent.Done.class::isInstance);
        return finished || usageOnly || done
                ? new ChatChunk(
                        events.stream()
                                .filter(event -> !(event instanceof ChatEvent.Done))
                                .toList(),
                        false,
                        false)
                : this;
    }

    /// The same of an answer that failed with it.
    public ChatChunk failing(String why) {
        List<ChatEvent> said = new ArrayList<>(goingOn().events);
        said.add(new ChatEvent.Failed(why));
        return new ChatChunk(said, false, false);
    }

    /// What it says went wrong; null: nothing.
    public @Nullable String failure() {
        for (ChatEvent event : events) {
            if (event instanceof ChatEvent.Failed failed) {
                return failed.message();
            }
        }
        return null;
    }

    /// An event that is shown as it is.
    static ChatChunk of(List<ChatEvent> events, boolean finished) {
        return new ChatChunk(events, false, finished);
    }
}
