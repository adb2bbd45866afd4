package dev.syngate.http;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/// Closes the connection of an exchange whose client takes too long. On the exchange's I/O thread.
final class Deadline {
    private final XnioExecutor.Key key;

    private Deadline(XnioExecutor.Key key) {
        this.key = key;
    }

    static Deadline start(HttpServerExchange exchange, Duration longest) {
        return new Deadline(
                exchange.getIoThread()
                        .executeAfter(
                                () -> cut(exchange), longest.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void cut(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }

    /// Until the exchange has ended.
    static void untilEnd(HttpServerExchange exchange, Duration longest) {
        if (exchange.isComplete() || !exchange.getConnection().isOpen()) {
            return;
        }
        Deadline deadline = start(exchange, longest);
        exchange.addExchangeCompleteListener((ended, next) -> {
            deadline.met();
            next.proceed();
        });
    }

    void met() {
        key.remove();
    }
}
