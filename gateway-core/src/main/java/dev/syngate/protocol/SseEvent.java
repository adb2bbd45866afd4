package dev.syngate.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One server-sent event: its bytes as they came, and its data. A view of the parser's buffer,
/// valid until the parser is fed again; [#raw] and [#text] are copies that stay.
public final class SseEvent {
    private final byte[] buffer;
    private final int from;
    private final int to;
    private final byte[] dataBuffer;
    private final int dataFrom;
    private final int dataTo;
    private @Nullable JsonNode json;

    SseEvent(byte[] buffer, int from, int to, byte[] dataBuffer, int dataFrom, int dataTo) {
        this.buffer = buffer;
        this.from = from;
        this.to = to;
        this.dataBuffer = dataBuffer;
        this.dataFrom = dataFrom;
        this.dataTo = dataTo;
    }

    /// All bytes of the event, comments and the blank line that ends it included; not a copy.
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(buffer, from, to - from).slice().asReadOnlyBuffer();
    }

    /// All bytes of the event, comments and the blank line that ends it included.
    public byte[] raw() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /// Passes all bytes of the event on.
    public void writeTo(ByteArrayOutputStream target) {
        target.write(buffer, from, to - from);
    }

    public int rawLength() {
        return to - from;
    }

    /// False for comments, such as the keep-alives of some providers.
    public boolean hasData() {
        return dataTo > dataFrom;
    }

    /// The data as text, the lines of it joined by line feeds.
    public String text() {
        return new String(dataBuffer, dataFrom, dataTo - dataFrom, StandardCharsets.UTF_8);
    }

    /// The data as JSON, read once; not to be changed.
    ///
    /// @throws tools.jackson.core.JacksonException where it is none
    public JsonNode json() {
        JsonNode known = json;
        if (known == null) {
            known = Json.MAPPER.readTree(dataBuffer, dataFrom, dataTo - dataFrom);
            json = known;
        }
        return known;
    }

    byte[] dataBuffer() {
        return dataBuffer;
    }

    int dataFrom() {
        return dataFrom;
    }

    int dataLength() {
        return dataTo - dataFrom;
    }
}
