package dev.syngate.codec;

import dev.syngate.protocol.Endpoint;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes out of a request what only the maker of a thought can read, where whoever is asked refused
/// it. The conversation stays; the provider thinks anew.
public final class ForeignThoughts {
    private ForeignThoughts() {}

    /// @param endpoint in whose words the request is
    /// @return whether anything was taken out
    public static boolean strip(Endpoint endpoint, ObjectNode request) {
        String before = request.toString();
        switch (endpoint) {
            case CHAT -> chat(request);
            case RESPONSES -> responses(request);
            case MESSAGES, COUNT_TOKENS -> messages(request);
            case GENERATE_CONTENT, STREAM_GENERATE_CONTENT -> gemini(request);
            default -> {
                return false;
            }
        }
        return !before.equals(request.toString());
    }

    private static void chat(ObjectNode request) {
        for (ObjectNode message : Quirks.places("messages.*.role", request)) {
            message.remove("reasoning_details");
        }
        for (ObjectNode call : Quirks.places("messages.*.tool_calls.*.id", request)) {
            call.remove("extra_content");
        }
    }

    private static void responses(ObjectNode request) {
        removeFrom(request.path("input"), List.of("reasoning"));
    }

    /// A turn that goes on after tools must begin with its thought, or nothing is thought in it.
    private static void messages(ObjectNode request) {
        List<String> thoughts = List.of("thinking", "redacted_thinking");
        boolean calls = false;
        for (ObjectNode message : Quirks.places("messages.*.role", request)) {
            if (Fields.text(message.path("role")).equals("assistant")) {
                removeFrom(message.path("content"), thoughts);
                calls = hasCalls(message.path("content"));
                if (message.path("content").isArray() && message.path("content").isEmpty()) {
                    message.withArray("content")
                            .addObject()
                            .put("type", "text")
                            .put("text", "(thought)");
                }
            } else if (!hasResults(message.path("content"))) {
                calls = false;
            }
        }
        if (calls && Fields.text(request.path("thinking").path("type")).equals("enabled")) {
            request.remove("thinking");
        }
    }

    private static boolean hasCalls(JsonNode content) {
        return has(content, "tool_use");
    }

    private static boolean hasResults(JsonNode content) {
        return has(content, "tool_result");
    }

    private static boolean has(JsonNode content, String type) {
        for (JsonNode block : content) {
            if (Fields.text(block.path("type")).equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static void gemini(ObjectNode request) {
        for (ObjectNode content : Quirks.places("contents.*.parts", request)) {
            List<JsonNode> kept = new ArrayList<>();
            boolean signs = true;
            for (JsonNode node : content.path("parts")) {
                if (node instanceof ObjectNode part) {
                    part.remove("thoughtSignature");
                    part.remove("thought_signature");
                    boolean call = part.has("functionCall") || part.has("function_call");
                    if (call && signs) {
                        part.put("thoughtSignature", GeminiRequestWriter.NOT_SIGNED);
                        signs = false;
                    }
                }
                boolean thought = node.path("thought").asBoolean(false);
                boolean empty =
                        node.isObject()
                                && node.size() == 1
                                && Fields.text(node.path("text")).isEmpty()
                                && node.has("text");
                if (!thought && !empty) {
                    kept.add(node);
                }
            }
            if (!kept.isEmpty()) {
                content.withArray("parts").removeAll().addAll(kept);
            }
        }
    }

    private static void removeFrom(JsonNode list, List<String> types) {
        if (list instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (types.contains(Fields.text(array.get(i).path("type")))) {
                    array.remove(i);
                }
            }
        }
    }
}
