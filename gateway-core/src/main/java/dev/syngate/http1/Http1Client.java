package dev.syngate.http1;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Sends requests to servers and keeps their connections for the next ones. Blocks the (virtual)
/// thread that asks. Safe for any thread.
public final class Http1Client {
    private final ConnectionPool pool;

    /// @param clock by which connections rest
    public Http1Client(InstantSource clock) {
        this(clock, new LocalAddresses());
    }

    Http1Client(InstantSource clock, LocalAddresses addresses) {
        pool = new ConnectionPool(new SilenceWatch(addresses), clock, addresses);
    }

    /// Sends the request and returns when status and headers are there.
    ///
    /// Where a kept connection dies before any byte of the answer, the request is sent once more,
    /// on a new one. A body that can be sent only once gets a new one from the start.
    ///
    /// @param onCancel is given what cancels the exchange: it may be run at any time by any thread,
    ///   closes the connection and makes a blocked read throw
    /// @throws IOException when the server can't be reached, times out
    ///   ([java.net.SocketTimeoutException]), breaks the protocol or the exchange was cancelled
    public Http1Response send(Http1Request request, Consumer<Runnable> onCancel)
            throws IOException {
        Exchange exchange = new Exchange(pool);
        onCancel.accept(exchange::cancel);
        Connection kept = request.canBeSentAgain() ? pool.take(request.server()) : null;
        if (kept != null) {
            try {
                exchange.use(kept);
                return exchange.send(request);
            } catch (IOException e) {
                exchange.drop();
                if (!exchange.mayBeRepeated(e)) {
                    throw e;
                }
            }
        }
        return sendAnew(request, exchange);
    }

    private Http1Response sendAnew(Http1Request request, Exchange exchange) throws IOException {
        exchange.use(pool.connect(request.server(), request.silence().connect(), exchange));
        try {
            return exchange.send(request);
        } catch (IOException e) {
            exchange.drop();
            throw e;
        }
    }
}
