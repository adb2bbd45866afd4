package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.provider.ForwardingReply;
import dev.syngate.provider.Upstream;
import java.io.IOException;

/// An answer that tells its circuit, once, how it ended.
final class WatchedReply extends ForwardingReply implements Dispatcher.Answer {
    private final CircuitBreaker circuit;
    private final Circuits circuits;
    private final Cancellation cancellation;
    private boolean accepted;
    private boolean told;
    private long readNanos;

    WatchedReply(
            Upstream.Reply reply,
            CircuitBreaker circuit,
            Circuits circuits,
            Cancellation cancellation) {
        super(reply);
        this.circuit = circuit;
        this.circuits = circuits;
        this.cancellation = cancellation;
    }

    /// How long was waited for its pieces.
    long readNanos() {
        return readNanos;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        long start = System.nanoTime();
        try {
            return reply.read(buffer);
        } catch (IOException e) {
            ended(false);
            throw e;
        } finally {
            readNanos += System.nanoTime() - start;
        }
    }

    @Override
    public void close() {
        reply.close();
        ended(true);
    }

    @Override
    public void ended(boolean well) {
        if (!accepted || told || cancellation.isCancelled()) {
            return;
        }
        told = true;
        if (well) {
            circuit.succeeded(circuits.now());
        } else {
            circuit.failed(circuits.now(), Trouble.OVERLOADED);
        }
    }

    /// It is an answer: from now on its circuit hears of it. Before that, whoever looks at it
    /// tells.
    void accepted() {
        accepted = true;
        circuit.answered();
    }
}
