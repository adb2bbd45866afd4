package dev.syngate.http;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.io.Receiver;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The HTTP listener. I/O threads read requests and check host and size; from there each request
/// has one virtual thread to its end.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final int BUFFER_BYTES = 16 * 1024 - 20;
    private static final long LARGEST_BODY = 64L * 1024 * 1024;
    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final HostGuard guard;
    private final InFlight inFlight = new InFlight();
    private final Executor virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final Undertow undertow;
    private volatile boolean draining;

    /// Binds and starts to listen.
    ///
    /// @param port 0: any free port
    /// @throws RuntimeException with a [java.net.BindException] as cause when the port is taken
    public HttpServer(String bind, int port, Endpoints endpoints) {
        this.endpoints = endpoints;
        this.guard = new HostGuard(bind);
        this.undertow =
                Undertow.builder()
                        .addHttpListener(port, bind)
                        .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER_BYTES, 1000, 0))
                        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_BODY)
                        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEADERS)
                        .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                        .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, false)
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 30_000)
                        .setHandler(this::receive)
                        .build();
        undertow.start();
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
        UndertowReply reply = new UndertowReply(exchange, new Cancellation());
        Refusal no = draining ? shuttingDown() : refusedAtTheDoor(exchange);
        if (no != null) {
            reply.refuse(no);
            return;
        }
        Receiver receiver = exchange.getRequestReceiver();
        receiver.receiveFullBytes(
                (received, body) ->
                        received.dispatch(virtualThreads, () -> serve(received, body, reply)),
                (failed, e) -> reply.refuse(unreadable(e)));
    }

    private @Nullable Refusal refusedAtTheDoor(HttpServerExchange exchange) {
        return guard.check(
                exchange.getRequestHeaders().getFirst(Headers.HOST),
                exchange.getRequestHeaders().getFirst(Headers.ORIGIN));
    }

    private void serve(HttpServerExchange exchange, byte[] body, UndertowReply reply) {
        InFlight.Running running = inFlight.add(reply);
        try {
            endpoints.serve(new HttpRequest(exchange, body), reply);
        } catch (JacksonException e) {
            reply.refuse(
                    Refusal.of(ErrorCode.INVALID_REQUEST, "The request body is not valid JSON."));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed", e);
            reply.refuse(Refusal.of(ErrorCode.INTERNAL_ERROR, "Something went wrong in Syngate."));
        } finally {
            inFlight.remove(running);
        }
    }

    private static Refusal unreadable(Exception e) {
        return e instanceof RequestTooBigException
                ? Refusal.of(
                        ErrorCode.REQUEST_TOO_LARGE,
                        "The request body is larger than " + LARGEST_BODY / (1024 * 1024) + " MiB.")
                : Refusal.of(
                        ErrorCode.INVALID_REQUEST,
                        "The request body could not be read to its end.");
    }

    private static Refusal shuttingDown() {
        return Refusal.of(
                ErrorCode.SHUTTING_DOWN, "Syngate is shutting down. Try again in a moment.");
    }

    /// Lets running requests end, cancels those that take too long, and closes the listener.
    @Override
    public void close() {
        draining = true;
        awaitIdle(DRAIN);
        inFlight.cancelAll();
        awaitIdle(Duration.ofSeconds(5));
        inFlight.close();
        undertow.stop();
    }

    private void awaitIdle(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (inFlight.count() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
