package dev.syngate.plainhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// Sends requests to plain-text servers and keeps their connections for the next ones. Blocks the
/// (virtual) thread that asks. Safe for any thread.
public final class PlainHttp {
    private final ConnectionPool pool;
    private final Silence silence;

    /// @param connect how long connecting may take
    /// @param firstByte how long a server may take to begin its answer
    /// @param idle how long it may send nothing within the answer
    public PlainHttp(Duration connect, Duration firstByte, Duration idle) {
        silence = new Silence(firstByte, idle);
        pool = new ConnectionPool(connect, new SilenceWatch(silence.shorter()));
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
    public PlainResponse send(PlainRequest request, Consumer<Runnable> onCancel)
            throws IOException {
        Exchange exchange = new Exchange(pool, silence);
        onCancel.accept(exchange::cancel);
        Connection kept =
                request.canBeSentAgain() ? pool.take(request.host(), request.port()) : null;
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

    private PlainResponse sendAnew(PlainRequest request, Exchange exchange) throws IOException {
        exchange.use(pool.connect(request.host(), request.port()));
        try {
            return exchange.send(request);
        } catch (IOException e) {
            exchange.drop();
            throw e;
        }
    }
}
