package dev.syngate.codec;

import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.protocol.EventWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes one answer in a caller's protocol, in pieces or whole.
interface AnswerEncoder {
    /// What comes before the first part of a stream.
    void begin(EventWriter out);

    /// @param choice whose part it is, from 0
    void part(int choice, Delta delta, EventWriter out);

    /// The answer was too large to be kept, and its caller has to know; before its end.
    default void notKept() {}

    /// Why a stream has come to no end though its provider ended it; null: it has. Asked behind its
    /// last part.
    default @Nullable String missing() {
        return null;
    }

    /// The one end of a stream.
    void end(ChatAnswer answer, EventWriter out);

    ObjectNode whole(ChatAnswer answer);
}
