package dev.syngate.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Writes server-sent events. For one thread.
public final class EventWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int events;

    public EventWriter data(JsonNode data) {
        events++;
        text("data: ");
        out.writeBytes(Json.MAPPER.writeValueAsBytes(data));
        return text("\n\n");
    }

    /// An event that is named as its data's type.
    public EventWriter named(JsonNode data) {
        return text("event: " + data.path("type").asString("") + "\n").data(data);
    }

    public EventWriter text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// How many events with data there were by now, the mark of an end not among them.
    public int events() {
        return events;
    }

    /// What was written since the last time.
    public byte[] take() {
        byte[] taken = out.toByteArray();
        out.reset();
        return taken;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
