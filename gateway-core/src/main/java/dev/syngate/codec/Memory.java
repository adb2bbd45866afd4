package dev.syngate.codec;

import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.protocol.Endpoint;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What is kept of translated calls for those to come. Safe for any thread.
public record Memory(Seals seals, Responses responses) {
    /// A memory that keeps nothing.
    public static Memory empty() {
        return new Memory(
                new Seals() {
                    @Override
                    public void keep(String owner, String maker, List<Part> parts) {}

                    @Override
                    public List<Message> restored(
                            String owner, String maker, List<Message> messages) {
                        return messages;
                    }
                },
                (owner, response, request) -> true);
    }

    /// Keeps thoughts whose makers want them back, for clients that do not send them.
    public interface Seals {
        /// Keeps what came with each tool call of an answer: the thoughts before it, and its seal.
        ///
        /// @param owner the id of the key that asked
        /// @param maker in one word, who wants it back
        void keep(String owner, String maker, List<Part> parts);

        /// The conversation with what the maker wants back.
        List<Message> restored(String owner, String maker, List<Message> messages);
    }

    /// Keeps responses of providers that keep none themselves.
    @FunctionalInterface
    public interface Responses {
        /// @param owner the id of the key that asked
        /// @param request what it asked, with all earlier turns
        /// @return whether there is room: one that is too large is not kept
        boolean keep(String owner, ObjectNode response, ObjectNode request);
    }

    /// Keeps what a complete answer leaves behind.
    ///
    /// @param told the answer as its caller was told
    /// @return whether a response was kept where its caller thinks so
    boolean keep(
            String owner,
            Endpoint caller,
            String maker,
            Asked asked,
            ChatAnswer answer,
            ChatAnswer told) {
        answer.choices().forEach(choice -> seals.keep(owner, maker, choice.parts()));
        if (caller == Endpoint.RESPONSES
                && asked.body() instanceof ObjectNode request
                && request.path("store").asBoolean(true)) {
            return responses.keep(owner, ResponsesEncoder.kept(asked).whole(told), request);
        }
        return true;
    }
}
