package dev.syngate.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import org.xnio.IoUtils;

/// Sends a short answer on the call's own thread.
///
/// What makes the connection ready for its next request runs on its I/O thread all the same: there
/// Undertow waits for a thread that does it elsewhere by asking again and again, and on a busy
/// machine that one gets no processor meanwhile.
final class WholeAnswer {
    private WholeAnswer() {}

    /// Returns when the socket took all of it, or the client was left.
    static void send(HttpServerExchange exchange, byte[] body, Listening listening) {
        exchange.addExchangeCompleteListener(
                (ended, next) -> ended.getIoThread().execute(next::proceed));
        exchange.setResponseContentLength(body.length);
        ClientStream stream =
                new ClientStream(
                        exchange, listening.patience(), Duration.ZERO, null, System.nanoTime());
        try {
            stream.write(body, 0, body.length);
        } catch (IOException e) {
            IoUtils.safeClose(exchange.getConnection());
        }
        exchange.endExchange();
    }
}
