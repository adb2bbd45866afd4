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

    /// An event of a template.
    ///
    /// @param number of the event; unused where the template has none
    public EventWriter piece(PieceEvent template, String piece, int number) {
        events++;
        template.write(piece, number, this);
        return this;
    }

    EventWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// A text as JSON.
    EventWriter quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\' || Character.isSurrogate(letter)) {
                out.writeBytes(Json.MAPPER.writeValueAsBytes(text));
                return this;
            }
        }
        return text("\"").text(text).text("\"");
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
