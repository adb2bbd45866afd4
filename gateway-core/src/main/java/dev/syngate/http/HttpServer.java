package dev.syngate.http;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.Xnio;
import tools.jackson.core.JacksonException;

/// The HTTP listener. I/O threads read requests and check host and size; from there each request
/// has one virtual thread to its end.
public final class HttpServer {
    private static final Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final int BUFFER_BYTES = 16 * 1024 - 20;
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    /// The most that is read of a refused body, and thrown away, so that its client gets to read
    /// the refusal.
    private static final long LARGEST_REFUSED_BODY = 4L * LARGEST_BODY;

    private static final byte[] NOTHING = {};
    private static final String LOOPBACK = "127.0.0.1";
    private static final int IDLE_MILLIS = 60_000;
    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final Duration UNWIND = Duration.ofSeconds(5);

    private final Endpoints endpoints;
    private final ListenerSettings settings;
    private final Door door;
    private final BodyBudget bodies =
            new BodyBudget(Math.max(LARGEST_BODY, Runtime.getRuntime().maxMemory() / 8));
    private final InFlight inFlight = new InFlight();
    private final Listening listening;
    private final Executor virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, 1000, 0);
    private final Undertow undertow;
    private final @Nullable Undertow twin;
    private volatile boolean draining;

    /// Begins to load what listening needs, which takes half as long as opening a store, and does
    /// not wait.
    public static void prepare() {
        Thread.ofPlatform()
                .daemon()
                .name("http-prepare")
                .start(() -> Xnio.getInstance(Undertow.class.getClassLoader()));
    }

    /// Binds and starts to listen; where that is 127.0.0.1, also to the same port of ::1 if that
    /// can be had.
    ///
    /// @throws RuntimeException with a [java.net.BindException] as cause when the port is taken
    public HttpServer(ListenerSettings settings, Endpoints endpoints, InstantSource clock) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.listening =
                new Listening(
                        clock,
                        inFlight,
                        bodies,
                        settings.bodyTimeout(),
                        settings.keepAlive(),
                        () -> draining);
        this.door = new Door(settings);
        this.undertow = listener(settings.bind(), settings.port()).build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            inFlight.close();
            throw e;
        }
        this.twin = settings.bind().equals(LOOPBACK) ? twin() : null;
    }

    private Undertow.Builder listener(String bind, int port) {
        return Undertow.builder()
                .addHttpListener(port, bind)
                .setByteBufferPool(buffers)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_REFUSED_BODY)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEADERS)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, false)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(
                        UndertowOptions.REQUEST_PARSE_TIMEOUT,
                        (int) settings.headTimeout().toMillis())
                .setHandler(this::receive);
    }

    private @Nullable Undertow twin() {
        Undertow sharing = listener("::1", port()).setWorker(undertow.getWorker()).build();
        try {
            sharing.start();
            return sharing;
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "nothing listens on ::1", e);
            return null;
        }
    }

    /// The port that was bound.
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    }

    /// Requests that run right now.
    public int inFlight() {
        return inFlight.count();
    }

    private void receive(HttpServerExchange exchange) {
        Paths path = Paths.of(exchange.getRequestPath());
        UndertowReply reply = new UndertowReply(exchange, path, new Cancellation(), listening);
        Refusal no = door.check(exchange);
        if (no != null || draining) {
            reply.refuse(no == null ? shuttingDown() : no);
        } else if (door.answersPreflight(exchange)) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
            Deadline.untilEnd(exchange, settings.bodyTimeout());
        } else if (RequestStream.suits(exchange, path, LARGEST_BODY)) {
            RequestStream upload =
                    new RequestStream(
                            exchange, reply.cancellation(), LARGEST_BODY, settings.bodyTimeout());
            reply.receiving(upload);
            HttpRequest request =
                    new HttpRequest(exchange, path, door.clientOf(exchange), NOTHING, upload);
            exchange.dispatch(virtualThreads, () -> serve(() -> request, reply));
        } else {
            new BodyReader(
                            exchange,
                            LARGEST_BODY,
                            bodies,
                            body ->
                                    exchange.dispatch(
                                            virtualThreads,
                                            () -> serve(() -> whole(exchange, path, body), reply)),
                            reply::refuse)
                    .start(settings.bodyTimeout());
        }
    }

    private HttpRequest whole(HttpServerExchange exchange, Paths path, byte[] body) {
        byte[] plain = CompressedBody.unpack(exchange, body, LARGEST_BODY, bodies);
        return new HttpRequest(
                exchange, path, door.clientOf(exchange), withoutByteOrderMark(plain), null);
    }

    /// Some editors and shells put one before the JSON; a reader may ignore it (RFC 8259, section
    /// 8.1).
    private static byte[] withoutByteOrderMark(byte[] body) {
        return body.length >= 3
                        && body[0] == (byte) 0xEF
                        && body[1] == (byte) 0xBB
                        && body[2] == (byte) 0xBF
                ? Arrays.copyOfRange(body, 3, body.length)
                : body;
    }

    /// @param request is made on the request's own thread
    private void serve(Supplier<HttpRequest> request, UndertowReply reply) {
        InFlight.Running running = inFlight.add(reply);
        try {
            endpoints.serve(request.get(), reply);
        } catch (RefusedException e) {
            reply.refuse(e.refusal());
        } catch (JacksonException e) {
            reply.refuse(
                    Refusal.of(ErrorCode.INVALID_REQUEST, "The request body is not valid JSON."));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a request failed", e);
            reply.refuse(Refusal.of(ErrorCode.INTERNAL_ERROR, "Something went wrong in Syngate."));
        } finally {
            inFlight.remove(running);
        }
    }

    private static Refusal shuttingDown() {
        return Refusal.of(
                ErrorCode.SHUTTING_DOWN, "Syngate is shutting down. Try again in a moment.");
    }

    /// Lets running requests end, cancels those that take longer than that, and closes the
    /// listener.
    public void close(Duration longest) {
        draining = true;
        awaitIdle(longest);
        inFlight.cancelAll();
        awaitIdle(UNWIND);
        inFlight.close();
        if (twin != null) {
            twin.stop();
        }
        undertow.stop();
    }

    private void awaitIdle(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (inFlight.count() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
