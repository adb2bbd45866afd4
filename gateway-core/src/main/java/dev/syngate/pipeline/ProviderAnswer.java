package dev.syngate.pipeline;

import dev.syngate.protocol.ChatReply;
import dev.syngate.provider.Upstream;
import org.jspecify.annotations.Nullable;

/// What a provider answered, by its content, not by its label.
sealed interface ProviderAnswer {
    /// Events, read from their first byte.
    record Events(AnswerEvents events) implements ProviderAnswer {}

    /// Bytes that are no text, read from their first.
    record Sound(Upstream.Reply source) implements ProviderAnswer {}

    /// One piece, understood and without an error.
    ///
    /// @param keptAs the id under which the provider keeps it; null: it does not
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(byte[] body, String contentType, ChatReply reply, @Nullable String keptAs)
            implements ProviderAnswer {}
}
