package dev.syngate.plainhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// Sends requests to plain-text servers and keeps their connections for the next ones. Blocks the
/// (virtual) thread that asks. Safe for any thread.
public final class PlainHttp {
    private final ConnectionPool pool;

    /// @param connect how long connecting may take
    /// @param silence how long a server may send nothing, before its first byte or within an answer
    public PlainHttp(Duration connect, Duration silence) {
        pool = new ConnectionPool(connect, new SilenceWatch(silence));
    }

    /// Sends the request and returns when status and headers are there.
    ///
    /// A kept connection that the server has closed meanwhile is replaced by another without an
    /// error. A body that can be sent only once gets a new connection.
    ///
    /// @param onCancel is given what cancels the exchange: it may be run at any time by any thread,
    ///   closes the connection and makes a blocked read throw
    /// @throws IOException when the server can't be reached, times out
    ///   ([java.net.SocketTimeoutException]), breaks the protocol or the exchange was cancelled
    public PlainResponse send(PlainRequest request, Consumer<Runnable> onCancel)
            throws IOException {
        Exchange exchange = new Exchange(pool);
        onCancel.accept(exchange::cancel);
        while (true) {
            Connection kept =
                    request.canBeSentAgain() ? pool.take(request.host(), request.port()) : null;
            boolean fresh = kept == null;
            exchange.use(kept != null ? kept : pool.connect(request.host(), request.port()));
            try {
                return exchange.send(request);
            } catch (IOException e) {
                exchange.drop();
                if (fresh || exchange.isCancelled() || exchange.hasHeard()) {
                    throw e;
                }
            }
        }
    }
}
