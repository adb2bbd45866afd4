package dev.syngate.http1;

import dev.syngate.call.Payload;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request and its response on one connection, which it gives back or closes exactly once. What
/// it owns is guarded by its monitor, because it may be cancelled by any thread.
final class Exchange {
    private final ConnectionPool pool;
    private @Nullable Connection connection;
    private @Nullable Socket connecting;
    private boolean cancelled;
    private boolean heard;
    private boolean bodySent = true;

    Exchange(ConnectionPool pool) {
        this.pool = pool;
    }

    /// Is told each socket before it is connected, so that a cancellation ends that too.
    synchronized void connecting(Socket socket) throws IOException {
        if (cancelled) {
            throw new IOException("cancelled");
        }
        connecting = socket;
    }

    /// Goes on with the connection, unless it was cancelled.
    synchronized void use(Connection next) throws IOException {
        connecting = null;
        connection = next;
        heard = false;
        if (cancelled) {
            drop();
            throw new IOException("cancelled");
        }
    }

    Http1Response send(Http1Request request) throws IOException {
        Connection mine = owned();
        Silence silence = request.silence();
        pool.allowSilence(mine, silence.firstByte());
        mine.write(request.firstBytes());
        if (request.body() instanceof Payload.Stream body) {
            return sendBeside(mine, body, silence.idle());
        }
        byte[] rest = request.rest();
        if (rest != null) {
            mine.write(rest);
        }
        mine.awaitFirstByte();
        heard = true;
        pool.allowSilence(mine, silence.idle());
        ResponseHead head = ResponseHead.read(mine);
        return new Http1Response(this, head, Body.of(head, mine));
    }

    /// Listens while the body is being sent: an error ends it early, a success takes all of it.
    private Http1Response sendBeside(Connection mine, Payload.Stream body, Duration idle)
            throws IOException {
        BodySender sender = BodySender.start(mine, body, this::drop);
        try {
            mine.awaitFirstByte();
            heard = true;
            pool.allowSilence(mine, idle);
            ResponseHead head = ResponseHead.read(mine);
            if (head.status() < 300) {
                sender.join();
            }
            bodySent = sender.isComplete();
            return new Http1Response(this, head, Body.of(head, mine));
        } catch (IOException e) {
            IOException failure = sender.failure();
            throw failure == null ? e : failure;
        } finally {
            mine.watch(null);
        }
    }

    /// From now on each read may take that long.
    void limitReads(Duration longest) throws IOException {
        owned().limitReads(longest);
    }

    private synchronized Connection owned() throws IOException {
        if (connection == null) {
            throw new IOException("cancelled");
        }
        return connection;
    }

    /// Whether the failure was the connection's own, before the server sent anything: only then may
    /// the request be sent again.
    synchronized boolean mayBeRepeated(IOException failure) {
        return !heard && !cancelled && !(failure instanceof SocketTimeoutException);
    }

    synchronized void cancel() {
        cancelled = true;
        drop();
        if (connecting != null) {
            Connection.close(connecting);
        }
    }

    /// Closes the connection; later calls do nothing.
    synchronized void drop() {
        Connection mine = connection;
        connection = null;
        if (mine != null) {
            pool.close(mine);
        }
    }

    /// The response was read to its end: the connection can serve again, or not.
    synchronized void finish(boolean reusable) {
        Connection mine = connection;
        connection = null;
        if (mine == null) {
            return;
        }
        if (reusable && bodySent && mine.canRest()) {
            pool.give(mine);
        } else {
            pool.close(mine);
        }
    }
}
