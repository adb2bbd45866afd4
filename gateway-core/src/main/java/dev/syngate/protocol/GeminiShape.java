package dev.syngate.protocol;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// generateContent: every event is a whole response with the parts that are new (generateContent
/// reference, "GenerateContentResponse").
final class GeminiShape implements AnswerShape {
    @Override
    public byte[] events(JsonNode whole) {
        return new EventWriter().data(whole).bytes();
    }

    /// Whoever is not asked for events streams an array of them.
    @Override
    public byte[] document(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            return tree.isArray() && !tree.path(0).has("error")
                    ? Json.MAPPER.writeValueAsBytes(whole(tree.valueStream().toList()))
                    : body;
        } catch (JacksonException e) {
            return body;
        }
    }

    @Override
    public JsonNode whole(List<JsonNode> events) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        SortedMap<Integer, ObjectNode> candidates = new TreeMap<>();
        for (JsonNode event : events) {
            AnswerShape.putAll(event, whole);
            for (JsonNode candidate : event.path("candidates")) {
                int index = candidate.path("index").asInt(0);
                ObjectNode known =
                        candidates.computeIfAbsent(index, i -> Json.MAPPER.createObjectNode());
                JsonNode content = known.path("content");
                AnswerShape.putAll(candidate, known);
                known.set("content", joined(content, candidate.path("content")));
            }
        }
        if (!candidates.isEmpty()) {
            whole.putArray("candidates").addAll(candidates.values());
        }
        return whole;
    }

    private static ObjectNode joined(JsonNode known, JsonNode more) {
        ObjectNode content = Json.MAPPER.createObjectNode().put("role", "model");
        AnswerShape.putAll(more, content);
        ArrayNode parts = content.putArray("parts");
        known.path("parts").forEach(parts::add);
        more.path("parts").forEach(part -> add(parts, part));
        return content;
    }

    private static void add(ArrayNode parts, JsonNode part) {
        JsonNode last = parts.isEmpty() ? part.path("none") : parts.get(parts.size() - 1);
        boolean same =
                isText(last)
                        && isText(part)
                        && last.path("thought").asBoolean(false)
                                == part.path("thought").asBoolean(false);
        if (same) {
            AnswerShape.append((ObjectNode) last, "text", part.path("text").asString());
        } else {
            parts.add(part.deepCopy());
        }
    }

    private static boolean isText(JsonNode part) {
        return part.path("text").isString() && part.size() == (part.has("thought") ? 2 : 1);
    }
}
