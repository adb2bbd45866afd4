package dev.syngate.http;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/// Reads one request's body whole, on its I/O thread, which never waits for it. A body costs memory
/// as it arrives, not as its length promises.
final class BodyReader {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 16 * 1024;
    private static final int FREE_BYTES = 1024 * 1024;

    private final HttpServerExchange exchange;
    private final int largest;
    private final BodyBudget budget;
    private final Consumer<byte[]> whole;
    private final Consumer<Refusal> unreadable;
    private byte[] bytes = NOTHING;
    private int length;
    private long taken;
    private @Nullable Deadline deadline;

    /// @param largest in bytes
    /// @param budget what all large bodies may take, until their exchanges have ended
    /// @param whole takes the body
    /// @param unreadable takes the reason why there is none
    BodyReader(
            HttpServerExchange exchange,
            int largest,
            BodyBudget budget,
            Consumer<byte[]> whole,
            Consumer<Refusal> unreadable) {
        this.exchange = exchange;
        this.largest = largest;
        this.budget = budget;
        this.whole = whole;
        this.unreadable = unreadable;
    }

    /// @param longest how long the body may take; then the connection is closed
    void start(Duration longest) {
        if (exchange.isRequestComplete()) {
            whole.accept(NOTHING);
            return;
        }
        long declared = declaredLength();
        if (declared > largest) {
            unreadable.accept(tooLarge(largest));
            return;
        }
        StreamSourceChannel channel = exchange.getRequestChannel();
        bytes = new byte[declared < 0 ? FIRST_BYTES : (int) Math.min(declared, FIRST_BYTES)];
        if (HttpContinue.requiresContinueResponse(exchange)) {
            HttpContinue.sendContinueResponse(exchange, new WhenContinued(channel, longest));
        } else {
            read(channel, longest);
        }
    }

    /// In bytes; negative when it is not declared. What is beyond all numbers is too large.
    private long declaredLength() {
        try {
            return exchange.getRequestContentLength();
        } catch (NumberFormatException e) {
            exchange.setPersistent(false);
            return Long.MAX_VALUE;
        }
    }

    private final class WhenContinued implements IoCallback {
        private final StreamSourceChannel channel;
        private final Duration longest;

        WhenContinued(StreamSourceChannel channel, Duration longest) {
            this.channel = channel;
            this.longest = longest;
        }

        @Override
        public void onComplete(HttpServerExchange continued, Sender sender) {
            read(channel, longest);
        }

        @Override
        public void onException(HttpServerExchange failed, Sender sender, IOException e) {
            IoCallback.END_EXCHANGE.onException(failed, sender, e);
        }
    }

    private void read(StreamSourceChannel channel, Duration longest) {
        if (!readAvailable(channel)) {
            deadline = Deadline.start(exchange, longest);
            channel.getReadSetter().set(this::readMore);
            channel.resumeReads();
        }
    }

    private void readMore(StreamSourceChannel channel) {
        Connectors.executeRootHandler(
                same -> {
                    if (!readAvailable(channel)) {
                        channel.resumeReads();
                    }
                },
                exchange);
    }

    /// @return whether the end was reached
    private boolean readAvailable(StreamSourceChannel channel) {
        try (PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            int count;
            while ((count = channel.read(buffer.clear())) > 0) {
                if (count > largest - length) {
                    return end(() -> unreadable.accept(tooLarge(largest)));
                }
                if (!append(buffer.flip())) {
                    return end(() -> unreadable.accept(crowded()));
                }
            }
            return count < 0 && end(() -> whole.accept(read()));
        } catch (IOException e) {
            return end(() -> unreadable.accept(brokenOff()));
        }
    }

    /// @return false when there is no room
    private boolean append(ByteBuffer buffer) {
        int needed = length + buffer.remaining();
        if (needed > bytes.length) {
            int more = (int) Math.min(Math.max(2L * bytes.length, needed), largest);
            if (more > FREE_BYTES && !take(more - taken)) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, more);
        }
        buffer.get(bytes, length, buffer.remaining());
        length = needed;
        return true;
    }

    private boolean take(long more) {
        if (!budget.take(more, exchange)) {
            return false;
        }
        taken += more;
        return true;
    }

    private byte[] read() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private boolean end(Runnable then) {
        if (deadline != null) {
            deadline.met();
        }
        then.run();
        return true;
    }

    /// @param largest in bytes
    static Refusal tooLarge(int largest) {
        return Refusal.of(
                ErrorCode.REQUEST_TOO_LARGE,
                "The request body is larger than " + largest / (1024 * 1024) + " MiB.");
    }

    static Refusal crowded() {
        return new Refusal(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "Too many large requests are running at once. Try again in a moment.",
                null,
                Duration.ofSeconds(1));
    }

    private static Refusal brokenOff() {
        return Refusal.of(
                ErrorCode.INVALID_REQUEST, "The request body could not be read to its end.");
    }
}
