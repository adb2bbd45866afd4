package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a request body; a field that is unknown or of the wrong type is refused by
/// its name.
final class Fields {
    private final ObjectNode body;

    /// @param known the fields that may be there
    Fields(@Nullable JsonNode body, Set<String> known) {
        if (!(body instanceof ObjectNode object)) {
            throw RefusedException.field("body", "the body must be a JSON object");
        }
        this.body = object;
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw RefusedException.field(name, "the field \"" + name + "\" is not known here");
            }
        }
    }

    ObjectNode json() {
        return body;
    }

    /// @param more another field that may be there
    Fields(@Nullable JsonNode body, Set<String> known, String more) {
        this(body, Stream.concat(known.stream(), Stream.of(more)).collect(Collectors.toSet()));
    }

    boolean hasAnyOf(Set<String> names) {
        return names.stream().anyMatch(this::has);
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = body.get(name);
        if (value == null || !value.isString()) {
            throw RefusedException.field(name, "\"" + name + "\" must be a text");
        }
        return value.asString();
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    @Nullable String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    boolean flag(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw RefusedException.field(name, "\"" + name + "\" must be true or false");
        }
        return value.asBoolean();
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? flag(name) : otherwise;
    }

    int number(String name, int otherwise) {
        Integer found = numberOrNull(name, otherwise);
        return found == null ? otherwise : found;
    }

    /// A whole number; `"unlimited"` is null, a missing field is the other value.
    @Nullable Integer numberOrNull(String name, @Nullable Integer otherwise) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (value.isString() && value.asString().equals("unlimited")) {
            return null;
        }
        if (!value.isInt() || value.asInt() < 0) {
            throw RefusedException.field(
                    name, "\"" + name + "\" must be a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return value.asInt();
    }

    List<String> texts(String name) {
        return texts(name, List.of());
    }

    List<String> texts(String name, List<String> otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!body.path(name).isArray()) {
            throw noTexts(name);
        }
        List<String> found = new ArrayList<>();
        for (JsonNode entry : body.path(name)) {
            if (!entry.isString() || entry.asString().isBlank()) {
                throw noTexts(name);
            }
            found.add(entry.asString().strip());
        }
        return found;
    }

    private static RefusedException noTexts(String name) {
        return RefusedException.field(name, "\"" + name + "\" must be a list of texts");
    }

    Money money(String name) {
        try {
            return Money.ofDollars(text(name));
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(name, String.valueOf(e.getMessage()));
        }
    }
}
