package dev.syngate.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/// Writes server-sent events. For one thread.
public final class EventWriter {
    private static final int FIRST_BYTES = 1024;
    private static final int MOST_DIGITS = 10;
    private static final char LAST_OF_ASCII = 0x7F;

    private byte[] buffer = new byte[FIRST_BYTES];
    private int size;
    private int events;

    public EventWriter data(JsonNode data) {
        events++;
        text("data: ");
        bytes(Json.MAPPER.writeValueAsBytes(data));
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
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    private void makeRoom(int more) {
        if (more > buffer.length - size) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
        }
    }

    /// A text as JSON.
    EventWriter quoted(String text) {
        int length = text.length();
        makeRoom(length + 2);
        int at = size;
        buffer[at++] = '"';
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter > LAST_OF_ASCII || isEscaped(letter)) {
                return ofAnyLetters(text);
            }
            buffer[at++] = (byte) letter;
        }
        buffer[at++] = '"';
        size = at;
        return this;
    }

    private EventWriter ofAnyLetters(String text) {
        boolean plain = text.chars().noneMatch(EventWriter::isEscaped);
        return plain
                ? text("\"").text(text).text("\"")
                : bytes(Json.MAPPER.writeValueAsBytes(text));
    }

    private static boolean isEscaped(int letter) {
        return letter < ' '
                || letter == '"'
                || letter == '\\'
                || Character.isSurrogate((char) letter);
    }

    /// A number of at least 0.
    EventWriter number(int number) {
        makeRoom(MOST_DIGITS);
        int digits = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        size += digits;
        int rest = number;
        for (int at = size - 1; digits > 0; digits--, at--, rest /= 10) {
            buffer[at] = (byte) ('0' + rest % 10);
        }
        return this;
    }

    public EventWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Passes on what was written since the last time.
    ///
    /// @return how many events with data that is, the mark of an end not among them
    public int moveTo(ByteArrayOutputStream target) {
        target.write(buffer, 0, size);
        size = 0;
        int moved = events;
        events = 0;
        return moved;
    }

    /// What was written since the last time.
    public byte[] take() {
        byte[] taken = bytes();
        size = 0;
        events = 0;
        return taken;
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }
}
