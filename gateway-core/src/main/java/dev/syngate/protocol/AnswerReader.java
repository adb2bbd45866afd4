package dev.syngate.protocol;

import org.jspecify.annotations.Nullable;

/// Understands the answers of one call, as far as money and the record need it. For one thread.
public interface AnswerReader {
    /// The id under which the provider keeps what it answered; null: it is not known, or nothing is
    /// kept.
    default @Nullable String keptAs() {
        return null;
    }

    /// How many choices have said why they ended; those of protocols that know one only are not
    /// counted.
    default int ended() {
        return Integer.MAX_VALUE;
    }

    /// Understands one event of a stream. Data that is no JSON is a
    /// [dev.syngate.chat.ChatEvent.Failed].
    ChatChunk chunk(SseEvent event);

    /// Understands a whole answer. A body that is no JSON is an error in the result.
    ChatReply reply(byte[] body);
}
