package dev.syngate.http;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that large request bodies may take together, so that a few of them can't take it all.
/// Safe for any thread.
final class BodyBudget {
    private final AtomicLong left;

    BodyBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /// Takes memory until the exchange ends.
    ///
    /// @return false when less is left
    boolean take(long bytes, HttpServerExchange exchange) {
        if (!take(bytes)) {
            return false;
        }
        exchange.addExchangeCompleteListener((ended, next) -> {
            giveBack(bytes);
            next.proceed();
        });
        return true;
    }

    /// Takes memory until it is given back.
    ///
    /// @return false when less is left
    boolean take(long bytes) {
        boolean enough = left.addAndGet(-bytes) >= 0;
        if (!enough) {
            left.addAndGet(bytes);
        }
        return enough;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
