package dev.syngate.protocol;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Responses: items that are added, grow and are done; the last event holds the whole response
/// (Responses reference, "Streaming events").
final class ResponseShape implements AnswerShape {
    @Override
    public byte[] events(JsonNode whole) {
        Writing writing = new Writing();
        ObjectNode begun = ((ObjectNode) whole).deepCopy();
        begun.put("status", "in_progress").putArray("output");
        begun.putNull("usage");
        writing.add("response.created", "response", begun);
        writing.add("response.in_progress", "response", begun);
        int index = 0;
        for (JsonNode item : whole.path("output")) {
            writing.item(index++, (ObjectNode) item);
        }
        String status = whole.path("status").asString("completed");
        String end = status.equals("incomplete") || status.equals("failed") ? status : "completed";
        writing.add("response." + end, "response", whole);
        return writing.out.bytes();
    }

    @Override
    public JsonNode whole(List<JsonNode> events) {
        ObjectNode response = Json.MAPPER.createObjectNode();
        ArrayNode items = Json.MAPPER.createArrayNode();
        for (JsonNode event : events) {
            AnswerShape.putAll(event.path("response"), response);
            if (event.path("type").asString("").equals("response.output_item.done")) {
                items.add(event.path("item"));
            }
        }
        if (response.path("output").isEmpty()) {
            response.set("output", items);
        }
        return response;
    }

    /// Events in their order, numbered.
    private static final class Writing {
        private final EventWriter out = new EventWriter();
        private int number;

        private ObjectNode event(String type) {
            return Json.MAPPER
                    .createObjectNode()
                    .put("type", type)
                    .put("sequence_number", number++);
        }

        private void add(String type, String field, JsonNode value) {
            out.named(event(type).set(field, value));
        }

        private void item(int index, ObjectNode item) {
            ObjectNode begun = item.deepCopy();
            if (item.path("content").isArray()) {
                begun.putArray("content");
            }
            if (item.path("arguments").isString()) {
                begun.put("arguments", "");
            }
            out.named(at("response.output_item.added", index).set("item", begun));
            parts(index, item);
            arguments(index, item);
            out.named(at("response.output_item.done", index).set("item", item));
        }

        private ObjectNode at(String type, int index) {
            return event(type).put("output_index", index);
        }

        private ObjectNode of(String type, int index, JsonNode item, int part) {
            return event(type)
                    .put("item_id", item.path("id").asString(""))
                    .put("output_index", index)
                    .put("content_index", part);
        }

        private void parts(int index, JsonNode item) {
            int number = 0;
            for (JsonNode part : item.path("content")) {
                int at = number++;
                ObjectNode empty = ((ObjectNode) part).deepCopy();
                boolean text = part.path("type").asString("").equals("output_text");
                if (text) {
                    empty.put("text", "");
                }
                out.named(of("response.content_part.added", index, item, at).set("part", empty));
                if (text) {
                    JsonNode words = part.path("text");
                    out.named(
                            of("response.output_text.delta", index, item, at).set("delta", words));
                    out.named(of("response.output_text.done", index, item, at).set("text", words));
                }
                out.named(of("response.content_part.done", index, item, at).set("part", part));
            }
        }

        private void arguments(int index, JsonNode item) {
            JsonNode arguments = item.path("arguments");
            if (arguments.isString()) {
                String id = item.path("id").asString("");
                out.named(
                        at("response.function_call_arguments.delta", index)
                                .put("item_id", id)
                                .set("delta", arguments));
                out.named(
                        at("response.function_call_arguments.done", index)
                                .put("item_id", id)
                                .set("arguments", arguments));
            }
        }
    }
}
