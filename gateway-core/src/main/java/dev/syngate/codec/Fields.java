package dev.syngate.codec;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a request, read leniently: what has the wrong type counts as not said.
///
/// @param node an object, or missing
record Fields(JsonNode node) {
    /// A field; missing where there is none.
    JsonNode at(String name) {
        return node.path(name);
    }

    /// The field of the first of the names that is there.
    JsonNode first(String... names) {
        for (String name : names) {
            if (node.hasNonNull(name)) {
                return node.path(name);
            }
        }
        return node.path(names[0]);
    }

    Fields below(String... names) {
        return new Fields(first(names));
    }

    String text(String name) {
        return text(node.path(name));
    }

    static String text(JsonNode value) {
        return value.isString() ? value.asString("") : "";
    }

    @Nullable String textOrNull(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    @Nullable Double number(String... names) {
        JsonNode value = first(names);
        return value.isNumber() ? value.asDouble(0) : null;
    }

    @Nullable Long integer(String... names) {
        JsonNode value = first(names);
        return value.isNumber() ? value.asLong(0) : null;
    }

    @Nullable Boolean flag(String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? value.asBoolean() : null;
    }

    @Nullable ObjectNode object(String... names) {
        return first(names) instanceof ObjectNode object ? object : null;
    }

    /// A text, or the texts of an array.
    List<String> texts(String... names) {
        JsonNode value = first(names);
        if (value.isString()) {
            return List.of(value.asString(""));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(text -> texts.add(text(text)));
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /// The names of fields that are set, except those.
    List<String> besides(Set<String> known) {
        List<String> names = new ArrayList<>();
        node.properties()
                .forEach(field -> {
                    if (!known.contains(field.getKey()) && isSet(field.getValue())) {
                        names.add(field.getKey());
                    }
                });
        return names;
    }

    private static boolean isSet(JsonNode value) {
        return !value.isNull() && !(value.isContainer() && value.isEmpty());
    }

    /// The object that the text is; null: it is none.
    static @Nullable ObjectNode parse(String text) {
        try {
            return Json.MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// A refusal of a part that no other protocol has a word for.
    static RefusedException untranslatable(String param, String type) {
        String shown = type.length() > 60 ? type.substring(0, 60) + "…" : type;
        return RefusedException.field(
                param,
                "`%s` holds \"%s\", which can't be translated for the provider of this model; only providers that speak this protocol understand it."
                        .formatted(param, shown));
    }
}
