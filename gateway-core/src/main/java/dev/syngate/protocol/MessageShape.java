package dev.syngate.protocol;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages: a frame whose blocks begin, grow and stop one after the other (Messages reference,
/// "Streaming").
final class MessageShape implements AnswerShape {
    @Override
    public byte[] events(JsonNode whole) {
        EventWriter out = new EventWriter();
        ObjectNode start = ((ObjectNode) whole).deepCopy();
        start.putArray("content");
        start.putNull("stop_reason").putNull("stop_sequence");
        out.named(typed("message_start").set("message", start));
        int index = 0;
        for (JsonNode block : whole.path("content")) {
            block(out, index++, (ObjectNode) block);
        }
        ObjectNode end = typed("message_delta");
        end.putObject("delta")
                .put("stop_reason", whole.path("stop_reason").asString("end_turn"))
                .set("stop_sequence", whole.path("stop_sequence"));
        if (whole.path("usage").isObject()) {
            end.set("usage", whole.path("usage"));
        }
        return out.named(end).named(typed("message_stop")).bytes();
    }

    private static ObjectNode typed(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static void block(EventWriter out, int index, ObjectNode block) {
        ObjectNode empty = block.deepCopy();
        ArrayNode deltas = Json.MAPPER.createArrayNode();
        move(empty, "text", "text_delta", "text", deltas);
        move(empty, "thinking", "thinking_delta", "thinking", deltas);
        move(empty, "signature", "signature_delta", "signature", deltas);
        if (block.path("input").isObject()) {
            empty.putObject("input");
            deltas.add(
                    typed("input_json_delta").put("partial_json", block.path("input").toString()));
        }
        out.named(at(index, "content_block_start").set("content_block", empty));
        deltas.forEach(delta -> out.named(at(index, "content_block_delta").set("delta", delta)));
        out.named(at(index, "content_block_stop"));
    }

    private static ObjectNode at(int index, String type) {
        return typed(type).put("index", index);
    }

    private static void move(
            ObjectNode block, String field, String type, String as, ArrayNode deltas) {
        if (block.path(field).isString()) {
            deltas.add(typed(type).put(as, block.path(field).asString()));
            block.put(field, "");
        }
    }

    @Override
    public JsonNode whole(List<JsonNode> events) {
        ObjectNode message = typed("message");
        SortedMap<Integer, ObjectNode> blocks = new TreeMap<>();
        for (JsonNode event : events) {
            int index = event.path("index").asInt(0);
            switch (event.path("type").asString("")) {
                case "message_start" -> AnswerShape.putAll(event.path("message"), message);
                case "content_block_start" ->
                        AnswerShape.putAll(event.path("content_block"), block(blocks, index));
                case "content_block_delta" -> grow(block(blocks, index), event.path("delta"));
                case "message_delta" -> {
                    AnswerShape.putAll(event.path("delta"), message);
                    JsonNode known = message.path("usage");
                    ObjectNode usage =
                            known instanceof ObjectNode counted
                                    ? counted
                                    : message.putObject("usage");
                    AnswerShape.putAll(event.path("usage"), usage);
                }
                default -> {}
            }
        }
        blocks.values().forEach(MessageShape::close);
        message.putArray("content").addAll(blocks.values());
        return message;
    }

    private static ObjectNode block(SortedMap<Integer, ObjectNode> blocks, int index) {
        return blocks.computeIfAbsent(index, i -> Json.MAPPER.createObjectNode());
    }

    private static void grow(ObjectNode block, JsonNode delta) {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> AnswerShape.append(block, "text", delta.path("text").asString(""));
            case "thinking_delta" ->
                    AnswerShape.append(block, "thinking", delta.path("thinking").asString(""));
            case "signature_delta" ->
                    AnswerShape.append(block, "signature", delta.path("signature").asString(""));
            case "input_json_delta" ->
                    AnswerShape.append(block, "input", delta.path("partial_json").asString(""));
            default -> {}
        }
    }

    /// The input of a tool came as the text of its JSON.
    private static void close(ObjectNode block) {
        String input = block.path("input").asString("");
        if (!input.isEmpty()) {
            try {
                block.set("input", Json.MAPPER.readTree(input));
            } catch (JacksonException e) {
                block.putObject("input").put("text", input);
            }
        }
    }
}
