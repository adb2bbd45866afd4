package dev.syngate.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Writes server-sent events.
final class EventWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    EventWriter data(JsonNode data) {
        text("data: ");
        out.writeBytes(Json.MAPPER.writeValueAsBytes(data));
        return text("\n\n");
    }

    /// An event that is named as its data's type.
    EventWriter named(JsonNode data) {
        return text("event: " + data.path("type").asString("") + "\n").data(data);
    }

    EventWriter text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
