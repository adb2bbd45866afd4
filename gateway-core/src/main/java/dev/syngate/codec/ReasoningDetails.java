package dev.syngate.codec;

import dev.syngate.protocol.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `reasoning_details` of one answer, put together from their pieces: providers want them back
/// as they were (OpenRouter, "Preserving reasoning blocks").
final class ReasoningDetails {
    private static final int LONGEST = 1 << 20;

    private final Map<String, ObjectNode> merged = new LinkedHashMap<>();
    private int size;
    private boolean sealed;

    /// The thoughts that they tell.
    static String words(JsonNode details) {
        StringBuilder found = new StringBuilder();
        for (JsonNode detail : details) {
            found.append(detail.path("text").asString(detail.path("summary").asString("")));
        }
        return found.toString();
    }

    void add(JsonNode details) {
        int place = 0;
        for (JsonNode detail : details) {
            String key = Fields.text(detail.path("type")) + detail.path("index").asInt(place++);
            size += detail.toString().length();
            if (detail instanceof ObjectNode piece && size <= LONGEST) {
                sealed |= detail.hasNonNull("signature") || detail.hasNonNull("data");
                ObjectNode known = merged.get(key);
                if (known == null) {
                    merged.put(key, piece);
                } else {
                    piece.properties().forEach(field -> add(known, field));
                }
            }
        }
    }

    private static void add(ObjectNode known, Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        switch (name) {
            case "text", "summary", "data" ->
                    known.put(name, Fields.text(known.path(name)) + Fields.text(field.getValue()));
            default -> {
                if (!field.getValue().isNull()) {
                    known.set(name, field.getValue());
                }
            }
        }
    }

    /// What came since the last time; null: nothing that anyone wants back.
    @Nullable String take() {
        if (!sealed) {
            return null;
        }
        ArrayNode all = Json.MAPPER.createArrayNode().addAll(merged.values());
        merged.clear();
        sealed = false;
        return all.toString();
    }

    /// The details that a seal is; null: it is another.
    static @Nullable ArrayNode read(String seal) {
        return seal.startsWith("[") && Json.MAPPER.readTree(seal) instanceof ArrayNode details
                ? details
                : null;
    }
}
