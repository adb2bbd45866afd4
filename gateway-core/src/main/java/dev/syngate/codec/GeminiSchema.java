package dev.syngate.codec;

import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's own schemas as JSON schemas: types in small letters, `nullable` as a type.
final class GeminiSchema {
    /// The words of a schema that mean the same in both.
    private static final Set<String> KEPT =
            Set.of(
                    "title",
                    "description",
                    "enum",
                    "format",
                    "required",
                    "minItems",
                    "maxItems",
                    "minimum",
                    "maximum",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "default",
                    "example",
                    "nullable",
                    "propertyOrdering");

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

    /// A JSON schema in the words that Gemini's own schemas have: the rest is left out, and what is
    /// one of several types is told as `nullable` or as the first.
    static JsonNode reduced(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode reduced = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            reduce(reduced, field.getKey(), field.getValue());
        }
        return reduced;
    }

    private static void reduce(ObjectNode target, String name, JsonNode value) {
        switch (name) {
            case "type" -> {
                for (JsonNode type : value.isArray() ? value : List.of(value)) {
                    if (type.asString("").equals("null")) {
                        target.put("nullable", true);
                    } else if (!target.has("type")) {
                        target.set("type", type);
                    }
                }
            }
            case "properties" -> {
                ObjectNode properties = target.putObject(name);
                value.properties()
                        .forEach(
                                field -> properties.set(field.getKey(), reduced(field.getValue())));
            }
            case "items" -> target.set(name, reduced(value));
            case "anyOf", "oneOf" -> {
                ArrayNode any = target.putArray("anyOf");
                value.forEach(one -> any.add(reduced(one)));
            }
            case "const" -> target.putArray("enum").add(value);
            default -> {
                if (KEPT.contains(name)) {
                    target.set(name, value);
                }
            }
        }
    }
}
