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
        if (left.addAndGet(-bytes) < 0) {
            left.addAndGet(bytes);
            return false;
        }
        exchange.addExchangeCompleteListener((ended, next) -> {
            left.addAndGet(bytes);
            next.proceed();
        });
        return true;
    }
}
