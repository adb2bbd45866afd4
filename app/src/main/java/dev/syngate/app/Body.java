package dev.syngate.app;

import dev.syngate.protocol.Json;
import dev.syngate.protocol.PathPart;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A request body built from options; those that were not given stay out.
final class Body {
    private final ObjectNode json = Json.MAPPER.createObjectNode();

    Body text(String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
        return this;
    }

    Body flag(String field, boolean value) {
        if (value) {
            json.put(field, true);
        }
        return this;
    }

    Body enabled(boolean value) {
        json.put("enabled", value);
        return this;
    }

    /// A switch: `on` or `off`.
    Body onOff(String field, @Nullable String value) {
        if (value != null) {
            switch (value) {
                case "on" -> json.put(field, true);
                case "off" -> json.put(field, false);
                default -> throw new CommandFailed("\"" + field + "\" is on or off, not " + value);
            }
        }
        return this;
    }

    /// An object with the same value for each of the parts separated by commas.
    Body flags(String field, @Nullable String names, boolean value) {
        if (names != null) {
            ObjectNode flags = json.withObjectProperty(field);
            for (String name : names.split(",")) {
                if (!name.isBlank()) {
                    flags.put(name.strip(), value);
                }
            }
        }
        return this;
    }

    /// A number, or a word such as `unlimited`.
    Body number(String field, @Nullable String value) {
        if (value != null && value.matches("\\d{1,9}")) {
            json.put(field, Integer.parseInt(value));
        } else {
            text(field, value);
        }
        return this;
    }

    /// Parts separated by commas.
    Body list(String field, @Nullable String value) {
        if (value != null) {
            ArrayNode list = json.putArray(field);
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    list.add(part.strip());
                }
            }
        }
        return this;
    }

    Body texts(String field, List<String> values) {
        ArrayNode list = json.putArray(field);
        values.forEach(list::add);
        return this;
    }

    ObjectNode json() {
        return json;
    }

    /// A path below `/api/admin/v1/`, its parts encoded.
    static String path(String... parts) {
        return Stream.of(parts).map(PathPart::encoded).collect(Collectors.joining("/"));
    }
}
