package dev.syngate.protocol;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Chat completions and completions: chunks whose deltas grow into messages (Chat Completions
/// reference, "Streaming").
final class ChatShape implements AnswerShape {
    private static final String CHUNK = "chat.completion.chunk";
    private static final Set<String> SAID_ONCE = Set.of("role", "id", "type", "name", "format");

    @Override
    public byte[] events(JsonNode whole) {
        EventWriter out = new EventWriter();
        ObjectNode frame = ((ObjectNode) whole).deepCopy();
        frame.remove(List.of("choices", "usage"));
        if (frame.path("object").asString("").equals("chat.completion")) {
            frame.put("object", CHUNK);
        }
        for (JsonNode choice : whole.path("choices")) {
            out.data(chunk(frame, delta(choice)));
            out.data(chunk(frame, end(choice)));
        }
        if (whole.path("usage").isObject()) {
            ObjectNode counted = frame.deepCopy();
            counted.putArray("choices");
            counted.set("usage", whole.path("usage"));
            out.data(counted);
        }
        return out.text("data: [DONE]\n\n").bytes();
    }

    private static ObjectNode chunk(ObjectNode frame, JsonNode choice) {
        ObjectNode chunk = frame.deepCopy();
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    private static ObjectNode delta(JsonNode choice) {
        ObjectNode piece = ((ObjectNode) choice).deepCopy();
        JsonNode message = piece.remove("message");
        if (message instanceof ObjectNode delta) {
            int index = 0;
            for (JsonNode call : delta.path("tool_calls")) {
                ((ObjectNode) call).put("index", index++);
            }
            piece.set("delta", delta);
        }
        return piece.putNull("finish_reason");
    }

    private static ObjectNode end(JsonNode choice) {
        ObjectNode piece = Json.MAPPER.createObjectNode();
        piece.put("index", choice.path("index").asInt(0));
        if (choice.has("message")) {
            piece.putObject("delta");
        } else {
            piece.put("text", "");
        }
        return piece.put("finish_reason", choice.path("finish_reason").asString("stop"));
    }

    @Override
    public JsonNode whole(List<JsonNode> events) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        SortedMap<Integer, ObjectNode> choices = new TreeMap<>();
        for (JsonNode event : events) {
            AnswerShape.putAll(event, whole);
            for (JsonNode piece : event.path("choices")) {
                int index = piece.path("index").asInt(0);
                add(piece, choices.computeIfAbsent(index, ChatShape::choice));
            }
        }
        if (whole.path("object").asString("").equals(CHUNK)) {
            whole.put("object", "chat.completion");
        }
        whole.putArray("choices").addAll(choices.values());
        return whole;
    }

    private static ObjectNode choice(int index) {
        return Json.MAPPER.createObjectNode().put("index", index);
    }

    private static void add(JsonNode piece, ObjectNode choice) {
        for (var field : piece.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "delta", "message" -> merge(value, object(choice, "message"));
                case "text" -> AnswerShape.append(choice, "text", value.asString(""));
                default -> {
                    if (!value.isNull()) {
                        choice.set(field.getKey(), value);
                    }
                }
            }
        }
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode known ? known : parent.putObject(name);
    }

    /// Texts grow, lists get longer, objects are merged.
    private static void merge(JsonNode piece, ObjectNode target) {
        for (var field : piece.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode known = target.path(name);
            switch (value.getNodeType()) {
                case STRING -> {
                    if (!SAID_ONCE.contains(name)) {
                        AnswerShape.append(target, name, value.asString());
                    } else if (!known.isString() || known.asString().isEmpty()) {
                        target.set(name, value);
                    }
                }
                case OBJECT -> merge(value, object(target, name));
                case ARRAY -> {
                    ArrayNode list =
                            known instanceof ArrayNode array ? array : target.putArray(name);
                    value.forEach(item -> mergeItem(item, list));
                }
                case NULL -> {
                    if (known.isMissingNode()) {
                        target.putNull(name);
                    }
                }
                case BOOLEAN, NUMBER, BINARY, MISSING, POJO -> target.set(name, value);
            }
        }
    }

    /// Items with an index, as tool calls have, are pieces of one.
    private static void mergeItem(JsonNode item, ArrayNode list) {
        if (!item.path("index").isInt()) {
            list.add(item);
            return;
        }
        int index = item.path("index").asInt();
        for (JsonNode known : list) {
            if (known.path("index").asInt(-1) == index) {
                merge(item, (ObjectNode) known);
                return;
            }
        }
        merge(item, list.addObject());
    }
}
