package dev.syngate.codec;

import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.Part;
import dev.syngate.protocol.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The output items of one response. Tools keep the kind and the group that the request gave them.
final class ResponsesItems {
    private final String id;
    private final boolean seals;
    private final Set<String> freeText = new HashSet<>();
    private final Map<String, JsonNode> grouped = new HashMap<>();

    /// @param seals whether thoughts are told encrypted too
    ResponsesItems(Asked asked, boolean seals) {
        this.seals = seals;
        this.id = asked.id();
        for (JsonNode tool : asked.body().path("tools")) {
            String name = Fields.text(tool.path("name"));
            switch (tool.path("type").asString("")) {
                case "custom" -> freeText.add(name);
                case "namespace" -> tool.path("tools").forEach(inner -> group(name, inner));
                default -> {}
            }
        }
    }

    private void group(String namespace, JsonNode tool) {
        String name = Fields.text(tool.path("name"));
        ObjectNode both = object().put("namespace", namespace).put("name", name);
        grouped.put(ResponsesRequestReader.name(namespace, name), both);
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    boolean isFreeText(Part part) {
        return part instanceof Part.ToolCall call && freeText.contains(call.name());
    }

    /// The id of an item.
    String idOf(int index, Part part) {
        String prefix =
                switch (part) {
                    case Part.Reasoning thought -> "rs_";
                    case Part.ToolCall call -> isFreeText(call) ? "ctc_" : "fc_";
                    case Part.Media media -> "ig_";
                    case Part.Text text -> "msg_";
                    case Part.Refused refused -> "msg_";
                    case Part.ToolResult result -> "msg_";
                };
        return prefix + id + "_" + index;
    }

    /// The item as it begins.
    ObjectNode begun(int index, Part part) {
        ObjectNode item = item(index, part, "in_progress");
        if (item.has("content")) {
            item.putArray("content");
        }
        return item;
    }

    /// The complete item.
    ObjectNode complete(int index, Part part) {
        return item(index, part, "completed");
    }

    private ObjectNode item(int index, Part part, String status) {
        ObjectNode item = object().put("id", idOf(index, part));
        switch (part) {
            case Part.Reasoning thought -> {
                item.put("type", "reasoning");
                var summary = item.putArray("summary");
                if (!thought.text().isEmpty()) {
                    summary.add(summary(thought.text()));
                }
                if (seals && thought.seal() != null) {
                    item.put("encrypted_content", thought.seal().token());
                }
            }
            case Part.ToolCall call -> call(call, item, status);
            case Part.Media media ->
                    item.put("type", "image_generation_call")
                            .put("status", status)
                            .put("result", media.data());
            case Part.Text text -> message(part, item, status);
            case Part.Refused refused -> message(part, item, status);
            case Part.ToolResult result -> message(part, item, status);
        }
        return item;
    }

    private static void message(Part part, ObjectNode item, String status) {
        item.put("type", "message").put("status", status).put("role", "assistant");
        item.putArray("content").add(content(part));
    }

    private void call(Part.ToolCall call, ObjectNode item, String status) {
        if (isFreeText(call)) {
            item.put("type", "custom_tool_call")
                    .put("status", status)
                    .put("call_id", call.id())
                    .put("name", call.name())
                    .put("input", FreeText.unwrap(call.arguments()));
            return;
        }
        item.put("type", "function_call").put("status", status).put("call_id", call.id());
        JsonNode group = grouped.get(call.name());
        item.put("name", group == null ? call.name() : group.path("name").asString(""));
        if (group != null) {
            item.put("namespace", group.path("namespace").asString(""));
        }
        item.put("arguments", call.arguments());
    }

    static ObjectNode summary(String text) {
        return object().put("type", "summary_text").put("text", text);
    }

    /// The one content of a message.
    static ObjectNode content(Part part) {
        if (part instanceof Part.Refused(String text)) {
            return object().put("type", "refusal").put("refusal", text);
        }
        Part.Text said = part instanceof Part.Text text ? text : new Part.Text("");
        ObjectNode content = object().put("type", "output_text").put("text", said.text());
        content.putArray("annotations");
        content.set("logprobs", Logprobs.openAi(said.logprobs()));
        return content;
    }
}
