package dev.syngate.http;

import dev.syngate.access.RateLimiter.RateLimitStatus;
import dev.syngate.call.Refusal;
import dev.syngate.pipeline.Reply;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// Turns a stream of events into one JSON array, an element for each event as it comes: what
/// Gemini's `streamGenerateContent` answers without `alt=sse`.
final class JsonArrayReply implements Reply {
    private final Reply reply;
    private final SseParser parser = new SseParser();
    private boolean streams;
    private boolean opened;

    JsonArrayReply(Reply reply) {
        this.reply = reply;
    }

    @Override
    public void header(String name, String value) {
        reply.header(name, value);
    }

    @Override
    public void rateLimit(Supplier<RateLimitStatus> now) {
        reply.rateLimit(now);
    }

    @Override
    public void refuse(Refusal refusal) {
        if (streams) {
            fail(refusal, ErrorBodies.event(refusal, ErrorShape.GEMINI));
        } else {
            reply.refuse(refusal);
        }
    }

    @Override
    public void whole(int status, String contentType, byte[] body) {
        reply.whole(status, contentType, body);
    }

    @Override
    public void begin(String contentType) {
        streams = true;
        reply.begin("application/json; charset=utf-8");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        parser.feed(bytes, offset, length);
        StringBuilder elements = new StringBuilder(length);
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            elements.append(element(event));
        }
        send(elements.toString());
    }

    private String element(SseEvent event) {
        return event.hasData() ? separator() + event.text() : "";
    }

    private String separator() {
        String separator = opened ? ",\r\n" : "[";
        opened = true;
        return separator;
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            reply.write(bytes, 0, bytes.length);
        }
    }

    @Override
    public void settled(RequestRecord settled) throws IOException {
        reply.settled(settled);
    }

    /// The error is the last element.
    @Override
    public void fail(Refusal refusal, byte[] event) {
        String error =
                new String(ErrorBodies.of(refusal, ErrorShape.GEMINI), StandardCharsets.UTF_8);
        close(separator() + error + "]");
    }

    @Override
    public void end() {
        if (!streams) {
            reply.end();
            return;
        }
        SseEvent rest = parser.rest();
        String last = rest == null ? "" : element(rest);
        close(last + (opened ? "]" : "[]"));
    }

    private void close(String last) {
        try {
            send(last);
        } catch (IOException e) {
            // The client left at the very end; everything is settled.
        }
        reply.end();
    }
}
