package dev.syngate.codec;

import dev.syngate.chat.ChatEvent;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.StopReason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads one answer of a provider, in pieces or whole. What it costs and whether it failed is read
/// by [dev.syngate.protocol.AnswerReader].
abstract class AnswerDecoder {
    private @Nullable StopReason stop;

    /// Reads one event of a stream.
    abstract void event(JsonNode event, PartSequence parts);

    /// Reads an event that says nothing but these (see [dev.syngate.protocol.ChatChunk#plain]);
    /// asked only where the protocol's [dev.syngate.protocol.AnswerReader] finds such events.
    void plain(List<ChatEvent> said, PartSequence parts) {
        throw new IllegalStateException("no event of this protocol is plain");
    }

    /// Reads a whole answer.
    abstract void whole(JsonNode body, PartSequence parts);

    /// What is left when the answer has ended.
    void end(PartSequence parts) {}

    final void stopped(StopReason why) {
        stop = why;
    }

    /// Why the answer ended; null: it has not.
    final @Nullable StopReason stop() {
        return stop;
    }
}
