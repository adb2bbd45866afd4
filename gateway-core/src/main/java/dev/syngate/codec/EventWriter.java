package dev.syngate.codec;

import dev.syngate.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Gathers server-sent events.
final class EventWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void data(JsonNode event) {
        write("data: ");
        bytes.writeBytes(Json.MAPPER.writeValueAsBytes(event));
        write("\n\n");
    }

    void named(String name, JsonNode event) {
        write("event: " + name + "\n");
        data(event);
    }

    /// The mark that ends streams of OpenAI's.
    void done() {
        write("data: [DONE]\n\n");
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What was gathered since the last time.
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
