package dev.syngate.plainhttp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A response whose body is still streaming. Used by one thread, closed by it.
public final class PlainResponse implements AutoCloseable {
    private final Exchange exchange;
    private final ResponseHead head;
    private final Body body;
    private boolean ended;

    PlainResponse(Exchange exchange, ResponseHead head, Body body) {
        this.exchange = exchange;
        this.head = head;
        this.body = body;
        if (body.isAtEnd()) {
            end();
        }
    }

    public int status() {
        return head.status();
    }

    /// The first value of the header, by its name in lower case; null when there is none.
    public @Nullable String header(String name) {
        return head.header(name);
    }

    /// Reads what has arrived, at least one byte; -1 at the end.
    public int read(byte[] into) throws IOException {
        if (ended) {
            return -1;
        }
        int count = body.read(into);
        if (count < 0 || body.isAtEnd()) {
            end();
        }
        return count;
    }

    private void end() {
        ended = true;
        exchange.finish(head.keepsAlive() && body.isDelimited());
    }

    /// Gives the connection up when the body was not read to its end.
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            exchange.drop();
        }
    }
}
