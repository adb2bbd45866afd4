package dev.syngate.responses;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The items of a conversation of the Responses API.
public final class ResponseInput {
    private ResponseInput() {}

    /// The items of a request's input, of which a text is one.
    public static ArrayNode items(JsonNode input) {
        ArrayNode items = Json.MAPPER.createArrayNode();
        if (input.isString()) {
            items.addObject()
                    .put("type", "message")
                    .put("role", "user")
                    .putArray("content")
                    .addObject()
                    .put("type", "input_text")
                    .put("text", input.asString(""));
        } else {
            input.forEach(items::add);
        }
        return items;
    }

    /// What was said before a response, what it said, and what a request says to it.
    ///
    /// @throws RefusedException where that answers a call that nobody made
    public static ArrayNode continued(ArrayNode before, JsonNode output, JsonNode input) {
        ArrayNode items = Json.MAPPER.createArrayNode();
        items.addAll(before);
        output.forEach(items::add);
        items.addAll(items(input));
        Set<String> calls = new HashSet<>();
        for (JsonNode item : items) {
            String call = item.path("call_id").asString("");
            if (!item.path("type").asString("").endsWith("_call_output")) {
                calls.add(call);
            } else if (!calls.contains(call)) {
                throw RefusedException.field(
                        "input",
                        "No tool call \"%s\" was made in this conversation, so nothing can answer it."
                                .formatted(shown(call)));
            }
        }
        return items;
    }

    private static String shown(String id) {
        return id.length() > 100 ? id.substring(0, 100) + "…" : id;
    }
}
