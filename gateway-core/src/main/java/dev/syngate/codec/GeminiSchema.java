package dev.syngate.codec;

import dev.syngate.protocol.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's own schemas as JSON schemas: types in small letters, `nullable` as a type.
final class GeminiSchema {
    private GeminiSchema() {}

    static ObjectNode plain(ObjectNode schema) {
        ObjectNode plain = Json.MAPPER.createObjectNode();
        schema.properties().forEach(field -> put(plain, field.getKey(), field.getValue()));
        if (schema.path("nullable").asBoolean(false) && plain.path("type").isString()) {
            String type = plain.path("type").asString("");
            plain.putArray("type").add(type).add("null");
        }
        return plain;
    }

    private static void put(ObjectNode target, String name, JsonNode value) {
        switch (name) {
            case "type" -> target.set(name, type(value));
            case "nullable", "propertyOrdering", "property_ordering" -> {}
            case "properties" -> {
                ObjectNode properties = target.putObject(name);
                value.properties()
                        .forEach(field -> properties.set(field.getKey(), nested(field.getValue())));
            }
            case "items", "additionalProperties" -> target.set(name, nested(value));
            case "anyOf", "any_of" -> {
                ArrayNode any = target.putArray("anyOf");
                value.forEach(schema -> any.add(nested(schema)));
            }
            default -> target.set(name, value);
        }
    }

    private static JsonNode type(JsonNode type) {
        return type.isString()
                ? Json.MAPPER
                        .getNodeFactory()
                        .stringNode(type.asString("").toLowerCase(Locale.ROOT))
                : type;
    }

    private static JsonNode nested(JsonNode schema) {
        return schema instanceof ObjectNode object ? plain(object) : schema;
    }
}
