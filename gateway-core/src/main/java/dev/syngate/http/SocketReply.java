package dev.syngate.http;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.pipeline.Reply;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Answers one call on a WebSocket: each event of a stream is a message.
final class SocketReply implements Reply, InFlight.Watched {
    private final SocketSender sender;
    private final Duration keepAlive;
    private final String previous;
    private final Cancellation cancellation = new Cancellation();
    private final SseParser parser = new SseParser();
    private volatile long sentAt = System.nanoTime();
    private @Nullable ObjectNode response;

    /// @param previous the response that it goes on from, to be told to the client; empty: none
    SocketReply(SocketSender sender, Duration keepAlive, String previous) {
        this.sender = sender;
        this.keepAlive = keepAlive;
        this.previous = previous;
    }

    /// The response, if it ended well.
    @Nullable ObjectNode response() {
        return response;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void keepAlive(long now) {
        if (now - sentAt >= keepAlive.toNanos()) {
            sentAt = now;
            sender.ping();
        }
    }

    @Override
    public void refuse(Refusal refusal) {
        sender.refuse(refusal);
    }

    @Override
    public void whole(int status, String contentType, byte[] body) {
        if (status >= 400) {
            sender.refuse(status, body);
        } else if (Json.MAPPER.readTree(body) instanceof ObjectNode whole) {
            response = whole;
            sender.event("response.completed", 0, whole);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        parser.feed(bytes, offset, length);
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            String data = event.hasData() ? event.text() : "";
            if (data.startsWith("{")) {
                sentAt = System.nanoTime();
                sender.text(data.contains("\"response\"") ? told(data) : data);
            }
        }
    }

    /// The connection remembered what came before, so that no provider was told where it goes on.
    private String told(String data) {
        if (!(Json.MAPPER.readTree(data) instanceof ObjectNode event)
                || !(event.path("response") instanceof ObjectNode whole)) {
            return data;
        }
        switch (event.path("type").asString("")) {
            case "response.completed", "response.incomplete" -> response = whole;
            default -> {}
        }
        if (previous.isEmpty()) {
            return data;
        }
        whole.put("previous_response_id", previous);
        return event.toString();
    }

    @Override
    public void fail(Refusal refusal, byte[] event) {
        response = null;
        try {
            write(event, 0, event.length);
        } catch (IOException e) {
            cancellation.cancel();
        }
    }

    @Override
    public void header(String name, String value) {}

    @Override
    public void begin(String contentType) {}

    @Override
    public void settled(RequestRecord settled) {}

    @Override
    public void end() {}
}
