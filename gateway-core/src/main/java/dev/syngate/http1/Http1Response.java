package dev.syngate.http1;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A response whose body is still streaming. Used by one thread, closed by it.
public final class Http1Response implements AutoCloseable {
    private static final Duration LONGEST_DRAIN = Duration.ofMillis(250);
    private static final int LONGEST_REST = 64 * 1024;
    private static final int PIECE = 1024;

    private final Exchange exchange;
    private final ResponseHead head;
    private final Body body;
    private boolean ended;

    Http1Response(Exchange exchange, ResponseHead head, Body body) {
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

    /// Reads what the server still sends, for a moment: an answer may say that it is over before
    /// its body ends, and then the connection can serve again.
    public void drain() {
        if (ended) {
            return;
        }
        byte[] rest = new byte[PIECE];
        int left = LONGEST_REST;
        try {
            exchange.limitReads(LONGEST_DRAIN);
            for (int n = read(rest); n >= 0 && left > 0; n = read(rest)) {
                left -= n;
            }
        } catch (IOException e) {
            close();
        }
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
