package dev.syngate.http;

import dev.syngate.access.RateLimiter.RateLimitStatus;
import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RequestIds;
import dev.syngate.codec.ResponseObject;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.pipeline.Reply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.requestlog.RequestRecord;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import tools.jackson.databind.JsonNode;

/// Answers one exchange of the HTTP server. Streams are written by the call's virtual thread, which
/// may block, and so are whole answers that are short and soon there; all else is finished on the
/// exchange's I/O thread, where the connection may be watched meanwhile.
final class UndertowReply implements Reply, InFlight.Watched {
    static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final byte[] PING = bytes("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    private static final byte[] COMMENT = bytes(": keep-alive\n\n");

    /// An answer that a socket takes at once, in bytes.
    private static final int SMALL = 64 * 1024;

    private static final byte[] BLANK = bytes("\n");
    private static final HttpString BUFFERING = HttpString.tryFromString("X-Accel-Buffering");
    private static final HttpString REQUEST_ID = HttpString.tryFromString("x-request-id");
    private final HttpServerExchange exchange;
    private final Paths path;
    private final Cancellation cancellation;
    private final DisconnectProbe probe;
    private final Listening listening;
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
    UndertowReply(
            HttpServerExchange exchange,
            Paths path,
            Cancellation cancellation,
            Listening listening) {
        this.exchange = exchange;
        this.path = path;
        this.cancellation = cancellation;
        this.listening = listening;
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
    @Override
    public boolean isReceived() {
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

    @Override
    public void watch() {
        probe.installLater();
    }

    /// Makes a WebSocket of the connection.
    void upgrade(Pipeline pipeline, ResponseSocket.Opening opening) {
        WebSocketConnectionCallback opened =
                (spoken, channel) -> {
                    channel.getReceiveSetter()
                            .set(new ResponseSocket(pipeline, opening, listening, channel));
                    channel.resumeReceives();
                };
        HttpHandler handshake = new WebSocketProtocolHandshakeHandler(opened);
        HttpHandler upgrade =
                asked -> {
                    probe.end();
                    handshake.handleRequest(asked);
                };
        exchange.dispatch(exchange.getIoThread(), upgrade);
    }

    @Override
    public Cancellation cancellation() {
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
            exchange.getResponseHeaders()
                    .put(REQUEST_ID, RequestIds.next(listening.clock().instant()));
        }
        RateLimitStatus now = rateLimit.get();
        if (now.equals(RateLimitStatus.UNLIMITED)) {
            return;
        }
        boolean anthropic = errors() == ErrorShape.ANTHROPIC;
        RateLimitHeaders.put(
                exchange.getResponseHeaders(), now, anthropic ? listening.clock().instant() : null);
    }

    @Override
    public void refuse(Refusal refusal) {
        if (hasBegunByTick() || stream != null) {
            fail(refusal, firstEvent(refusal));
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

    /// The refusal as the first event of a stream, which is its last.
    private byte[] firstEvent(Refusal refusal) {
        return isOfResponses()
                ? ResponseObject.failedAtOnce(requestId(), now(), refusal)
                : ErrorBodies.event(refusal, errors());
    }

    /// The one stream whose errors are an end of another kind.
    private boolean isOfResponses() {
        Paths.ModelCall call = path.modelCall();
        return call != null && call.endpoint() == Endpoint.RESPONSES;
    }

    private String requestId() {
        return String.valueOf(exchange.getResponseHeaders().getFirst(REQUEST_ID));
    }

    /// In seconds since 1970.
    private long now() {
        return listening.clock().instant().getEpochSecond();
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
        if (body.length <= SMALL && mayFinishHere()) {
            WholeAnswer.send(exchange, body, listening);
            return;
        }
        exchange.dispatch(
                exchange.getIoThread(),
                () -> {
                    probe.end();
                    exchange.getResponseSender().send(ByteBuffer.wrap(body));
                    Deadline.untilEnd(exchange, listening.patience());
                });
    }

    /// Whether the call's own thread can finish the exchange, which spares the way to another one:
    /// nothing else may touch the connection.
    private boolean mayFinishHere() {
        return !exchange.isInIoThread()
                && exchange.isRequestComplete()
                && exchange.getConnection() instanceof HttpServerConnection connection
                && connection.getExtraBytes() == null
                && probe.forgo();
    }

    private void wholeAsEvent(int status, byte[] body) {
        byte[] event = status >= 400 && isOfResponses() ? failed(body) : event(status, body);
        try {
            write(event, 0, event.length);
        } catch (IOException e) {
            cancellation.cancel();
        }
        end();
    }

    private byte[] failed(byte[] error) {
        UpstreamErrors.UpstreamError told = UpstreamErrors.read(error);
        String code = told.code() == null ? ErrorCode.UPSTREAM_ERROR.code() : told.code();
        return ResponseObject.failedAtOnce(requestId(), now(), code, told.message());
    }

    private byte[] event(int status, byte[] body) {
        String name = status >= 400 && errors() == ErrorShape.ANTHROPIC ? "event: error\n" : "";
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return (name + "data: " + text.replaceAll("\\R", "\ndata: ") + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
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
                        listening.patience(),
                        listening.keepAlive(),
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
    @Override
    public void keepAlive(long now) {
        if (awaitsEvents && now - since >= listening.keepAlive().toNanos()) {
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
    public void fail(Refusal refusal, byte[] event) {
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
                    Deadline.untilEnd(exchange, listening.patience());
                });
    }
}
