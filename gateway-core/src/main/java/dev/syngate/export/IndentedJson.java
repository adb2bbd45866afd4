package dev.syngate.export;

import dev.syngate.protocol.Json;
import tools.jackson.core.JacksonException;

/// JSON for people to read.
public final class IndentedJson {
    private IndentedJson() {}

    /// The text with a line for each value; as it is, where it is no JSON.
    public static String of(String json) {
        try {
            return Json.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Json.MAPPER.readTree(json));
        } catch (JacksonException e) {
            return json;
        }
    }
}
