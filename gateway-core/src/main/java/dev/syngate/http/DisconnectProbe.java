package dev.syngate.http;

import dev.syngate.call.Cancellation;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/// Notices that a client has left while its call is still running, also when nothing is being
/// written to it.
///
/// It watches on the connection's I/O thread. The request's body has been read whole, so the only
/// bytes that can still arrive belong to the connection's next request: they are given back.
final class DisconnectProbe {
    private final HttpServerExchange exchange;
    private final Cancellation cancellation;
    private boolean ended;
    private boolean watching;

    DisconnectProbe(HttpServerExchange exchange, Cancellation cancellation) {
        this.exchange = exchange;
        this.cancellation = cancellation;
    }

    /// Starts to watch; from any thread.
    synchronized void installLater() {
        if (!ended) {
            watching = true;
            exchange.getIoThread().execute(this::install);
        }
    }

    /// Never starts to watch; from any thread.
    ///
    /// @return whether it has not begun, so that the exchange may be finished on any thread
    synchronized boolean forgo() {
        ended = ended || !watching;
        return ended;
    }

    private void install() {
        if (hasEnded() || !(exchange.getConnection() instanceof HttpServerConnection connection)) {
            return;
        }
        ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
        source.setConduit(connection.getOriginalSourceConduit());
        source.getReadSetter().set(ignored -> read(connection, source));
        source.resumeReads();
    }

    private void read(HttpServerConnection connection, ConduitStreamSourceChannel source) {
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        try {
            int count = connection.getOriginalSourceConduit().read(pooled.getBuffer());
            if (count > 0) {
                source.suspendReads();
                pooled.getBuffer().flip();
                connection.ungetRequestBytes(pooled);
                return;
            }
            pooled.close();
            if (count < 0) {
                leave(connection, source);
            }
        } catch (IOException e) {
            pooled.close();
            leave(connection, source);
        }
    }

    private void leave(HttpServerConnection connection, ConduitStreamSourceChannel source) {
        source.suspendReads();
        cancellation.cancel();
        IoUtils.safeClose(connection);
    }

    /// Stops watching, before the exchange is finished; on the I/O thread.
    synchronized void end() {
        ended = true;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }
}
