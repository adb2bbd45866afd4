package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.hub.StopReason;
import dev.syngate.protocol.EventWriter;
import tools.jackson.databind.node.ObjectNode;

/// Writes one answer in a caller's protocol, in pieces or whole.
interface AnswerEncoder {
    /// What comes before the first part of a stream.
    void begin(EventWriter out);

    void part(Delta delta, EventWriter out);

    /// The one end of a stream.
    void end(StopReason stop, Usage usage, EventWriter out);

    /// The other end: it failed.
    void fail(String message, EventWriter out);

    ObjectNode whole(ChatAnswer answer);
}
