package dev.syngate.provider;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A reply that stands before another one and says what that says, but for what its subclass knows
/// better. Used by one thread, as every reply.
public abstract class ForwardingReply implements Upstream.Reply {
    /// The one behind it.
    protected final Upstream.Reply reply;

    protected ForwardingReply(Upstream.Reply reply) {
        this.reply = reply;
    }

    @Override
    public int status() {
        return reply.status();
    }

    @Override
    public String contentType() {
        return reply.contentType();
    }

    @Override
    public String contentEncoding() {
        return reply.contentEncoding();
    }

    @Override
    public @Nullable Duration retryAfter() {
        return reply.retryAfter();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return reply.read(buffer);
    }

    @Override
    public void drain() {
        reply.drain();
    }

    @Override
    public void close() {
        reply.close();
    }
}
