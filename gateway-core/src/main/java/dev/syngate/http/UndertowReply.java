package dev.syngate.http;

import dev.syngate.access.RateLimiter.RateLimitStatus;
import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.pipeline.Reply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestRecord;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import tools.jackson.databind.JsonNode;

/// Answers one exchange of the HTTP server. Streams are written by the call's virtual thread, which
/// may block; every exchange is finished on its I/O thread, where the next request of the
/// connection is read without a race.
final class UndertowReply implements Reply {
    static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final byte[] PING = bytes("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    private static final byte[] COMMENT = bytes(": keep-alive\n\n");
    private static final byte[] BLANK = bytes("\n");
    private static final HttpString BUFFERING = HttpString.tryFromString("X-Accel-Buffering");
    private static final HttpString REQUEST_ID = HttpString.tryFromString("x-request-id");
    private final HttpServerExchange exchange;
    private final Paths path;
    private final Cancellation cancellation;
    private final DisconnectProbe probe;
    private final InstantSource clock;
    private final Duration patience;
    private final Duration keepAlive;
    private Supplier<RateLimitStatus> rateLimit = () -> RateLimitStatus.UNLIMITED;
    private final long since = System.nanoTime();

    /// Whether events are awaited, so that the tick may begin the answer; guarded by the monitor.
    private volatile boolean awaitsEvents;

    /// Whether the tick has begun it: then all that follows is events.
    private volatile boolean begunByTick;

    private volatile @Nullable ClientStream stream;
    private volatile @Nullable RequestStream upload;
    private volatile @Nullable ErrorShape shape;

    /// @param path what is asked for
    /// @param patience how long the client may take to take what it is sent
    /// @param keepAlive after how long a silence a stream sends a sign of life
    UndertowReply(
            HttpServerExchange exchange,
            Paths path,
            Cancellation cancellation,
            InstantSource clock,
            Duration patience,
            Duration keepAlive) {
        this.keepAlive = keepAlive;
        this.exchange = exchange;
        this.path = path;
        this.cancellation = cancellation;
        this.clock = clock;
        this.patience = patience;
        this.probe = new DisconnectProbe(exchange, cancellation);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Tells that the request's body is being read by the call.
    void receiving(RequestStream body) {
        upload = body;
    }

    /// Whether the request's body has been read whole; from any thread.
    boolean isReceived() {
        RequestStream body = upload;
        return body == null || body.isEnded();
    }

    /// What the call has not read of the body is left to the exchange.
    private void receiveNoMore() {
        RequestStream body = upload;
        if (body != null) {
            body.close();
        }
    }

    DisconnectProbe probe() {
        return probe;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void header(String name, String value) {
        if (hasBegunByTick()) {
            return;
        }
        exchange.getResponseHeaders().put(HeaderNames.of(name), value);
    }

    @Override
    public void awaitEvents() {
        awaitsEvents = true;
    }

    /// Asked by the call's thread before it touches the head: from then on the tick does not.
    private boolean hasBegunByTick() {
        if (awaitsEvents) {
            synchronized (this) {
                awaitsEvents = false;
            }
        }
        return begunByTick;
    }

    private synchronized void beginByTick() {
        if (awaitsEvents) {
            awaitsEvents = false;
            begunByTick = true;
            beginAs(EVENTS, since);
        }
    }

    @Override
    public void rateLimit(Supplier<RateLimitStatus> now) {
        rateLimit = now;
    }

    private void completeHead() {
        if (!exchange.getResponseHeaders().contains(REQUEST_ID)) {
            exchange.getResponseHeaders().put(REQUEST_ID, RequestIds.next(clock.instant()));
        }
        RateLimitStatus now = rateLimit.get();
        if (now.equals(RateLimitStatus.UNLIMITED)) {
            return;
        }
        boolean anthropic = errors() == ErrorShape.ANTHROPIC;
        RateLimitHeaders.put(
                exchange.getResponseHeaders(), now, anthropic ? clock.instant() : null);
    }

    @Override
    public void refuse(Refusal refusal) {
        if (hasBegunByTick() || stream != null) {
            fail(refusal);
            return;
        }
        if (refusal.retryAfter() != null) {
            long seconds = Math.max(1, refusal.retryAfter().plusNanos(999_999_999).toSeconds());
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, seconds);
        }
        if (refusal.code().status() == 402) {
            header("x-should-retry", "false");
        }
        whole(refusal.code().status(), JSON, ErrorBodies.of(refusal, errors()));
    }

    private ErrorShape errors() {
        ErrorShape known = shape;
        if (known == null) {
            known = shapeOfPath();
            shape = known;
        }
        return known;
    }

    private ErrorShape shapeOfPath() {
        return path.isModels()
                ? ModelList.Shape.of(exchange.getRequestHeaders(), path).errors()
                : path.errors();
    }

    void json(JsonNode body) {
        whole(200, JSON, Json.MAPPER.writeValueAsBytes(body));
    }

    @Override
    public void whole(int status, String contentType, byte[] body) {
        if (hasBegunByTick()) {
            wholeAsEvent(status, body);
            return;
        }
        completeHead();
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        receiveNoMore();
        exchange.dispatch(
                exchange.getIoThread(),
                () -> {
                    probe.end();
                    exchange.getResponseSender().send(ByteBuffer.wrap(body));
                    Deadline.untilEnd(exchange, patience);
                });
    }

    private void wholeAsEvent(int status, byte[] body) {
        String name = status >= 400 && errors() == ErrorShape.ANTHROPIC ? "event: error\n" : "";
        String text = new String(body, StandardCharsets.UTF_8).strip();
        byte[] event =
                (name + "data: " + text.replaceAll("\\R", "\ndata: ") + "\n\n")
                        .getBytes(StandardCharsets.UTF_8);
        try {
            write(event, 0, event.length);
        } catch (IOException e) {
            cancellation.cancel();
        }
        end();
    }

    @Override
    public void begin(String contentType) {
        if (!hasBegunByTick()) {
            beginAs(contentType, System.nanoTime());
        }
    }

    private void beginAs(String contentType, long silentSince) {
        completeHead();
        exchange.setStatusCode(200);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        exchange.getResponseHeaders().put(BUFFERING, "no");
        stream =
                new ClientStream(
                        exchange,
                        patience,
                        keepAlive,
                        signOfLife(contentType, errors()),
                        silentSince);
    }

    /// What a client skips between two events, or between two elements of an array; null: nothing.
    private static byte @Nullable [] signOfLife(String contentType, ErrorShape shape) {
        if (contentType.startsWith(EVENTS)) {
            return shape == ErrorShape.ANTHROPIC ? PING : COMMENT;
        }
        return contentType.startsWith(JSON) ? BLANK : null;
    }

    /// Sends a sign of life where the answer is silent for long; never blocks.
    void keepAlive(long now) {
        if (awaitsEvents && now - since >= keepAlive.toNanos()) {
            beginByTick();
        }
        ClientStream silent = stream;
        if (silent != null) {
            try {
                silent.keepAlive(now);
            } catch (IOException e) {
                cancellation.cancel();
            }
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ClientStream begun = stream;
        if (begun == null) {
            throw new IllegalStateException("the answer has not begun");
        }
        begun.write(bytes, offset, length);
    }

    @Override
    public void settled(RequestRecord settled) {
        if (stream == null) {
            header(
                    "x-syngate-cost",
                    settled.costUnknown() ? "unknown" : settled.charged().dollars());
        }
    }

    @Override
    public void fail(Refusal refusal) {
        Paths.ModelCall call = path.modelCall();
        Endpoint endpoint = call == null ? Endpoint.CHAT : call.endpoint();
        byte[] event = ErrorBodies.event(refusal, endpoint);
        try {
            write(event, 0, event.length);
        } catch (IOException e) {
            cancellation.cancel();
        }
        end();
    }

    @Override
    public void end() {
        hasBegunByTick();
        receiveNoMore();
        ClientStream begun = stream;
        if (begun != null) {
            begun.end();
        }
        exchange.dispatch(
                exchange.getIoThread(),
                () -> {
                    probe.end();
                    if (cancellation.isCancelled()) {
                        IoUtils.safeClose(exchange.getConnection());
                    }
                    exchange.endExchange();
                    Deadline.untilEnd(exchange, patience);
                });
    }
}
