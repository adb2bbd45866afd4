package dev.syngate.codec;

import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is kept of translated calls for those to come. Safe for any thread.
public record Memory(KeptSeals seals, KeptResponses responses) {
    public static Memory empty() {
        return new Memory(new KeptSeals(), new KeptResponses());
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
    void keep(String owner, Endpoint caller, String maker, Asked asked, ChatAnswer answer) {
        seals.keep(owner, maker, answer.parts());
        boolean stores = asked.body().path("store").asBoolean(true);
        if (caller == Endpoint.RESPONSES && stores) {
            responses.keep(
                    owner,
                    new ResponsesEncoder(asked).whole(answer),
                    KeptResponses.items(asked.body().path("input")));
        }
    }
}
