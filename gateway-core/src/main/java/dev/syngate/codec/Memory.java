package dev.syngate.codec;

import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is kept of translated calls for those to come. Safe for any thread.
public record Memory(Seals seals, KeptResponses responses) {
    /// A memory that keeps no thoughts.
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
                new KeptResponses());
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

    /// A request with the earlier turns that it only names in its input.
    ///
    /// @return the same array when it names none; null: they are not kept here
    public byte @Nullable [] recalled(String owner, byte[] body) {
        if (!(Json.MAPPER.readTree(body) instanceof ObjectNode request)) {
            return body;
        }
        String previous = Fields.text(request.path("previous_response_id"));
        if (previous.isEmpty()) {
            return body;
        }
        ArrayNode items = responses.conversation(previous, owner);
        if (items == null) {
            return null;
        }
        request.set("input", items.addAll(KeptResponses.items(request.path("input"))));
        return Json.MAPPER.writeValueAsBytes(request);
    }

    /// Keeps what a complete answer leaves behind.
    ///
    /// @param told the answer as its caller was told
    void keep(
            String owner,
            Endpoint caller,
            String maker,
            Asked asked,
            ChatAnswer answer,
            ChatAnswer told) {
        seals.keep(owner, maker, answer.parts());
        boolean stores = asked.body().path("store").asBoolean(true);
        if (caller == Endpoint.RESPONSES && stores) {
            responses.keep(
                    owner,
                    new ResponsesEncoder(asked).whole(told),
                    KeptResponses.items(asked.body().path("input")));
        }
    }
}
