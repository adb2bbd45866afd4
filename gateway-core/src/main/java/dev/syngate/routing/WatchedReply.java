package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.provider.Upstream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An answer that tells its circuit, once, how it ended.
final class WatchedReply implements Upstream.Reply {
    private final Upstream.Reply reply;
    private final CircuitBreaker circuit;
    private final Circuits circuits;
    private final Cancellation cancellation;
    private boolean told;

    WatchedReply(
            Upstream.Reply reply,
            CircuitBreaker circuit,
            Circuits circuits,
            Cancellation cancellation) {
        this.reply = reply;
        this.circuit = circuit;
        this.circuits = circuits;
        this.cancellation = cancellation;
        circuit.answered();
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
    public @Nullable Duration retryAfter() {
        return reply.retryAfter();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        try {
            int count = reply.read(buffer);
            if (count < 0) {
                tell(true);
            }
            return count;
        } catch (IOException e) {
            tell(false);
            throw e;
        }
    }

    @Override
    public void drain() {
        reply.drain();
    }

    @Override
    public void close() {
        reply.close();
        tell(true);
    }

    /// Told at once, when the answer has come or broken: whoever gets it may look at the circuit
    /// next.
    private void tell(boolean succeeded) {
        if (told || cancellation.isCancelled()) {
            return;
        }
        told = true;
        if (succeeded) {
            circuit.succeeded(circuits.now());
        } else {
            circuit.failed(circuits.now());
        }
    }
}
