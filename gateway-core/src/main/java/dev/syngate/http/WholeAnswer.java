package dev.syngate.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import org.xnio.IoUtils;

/// Sends a short answer and finishes its exchange, on the call's own thread.
final class WholeAnswer {
    private WholeAnswer() {}

    /// Returns when the socket took all of it, or the client was left.
    static void send(HttpServerExchange exchange, byte[] body, Listening listening) {
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
