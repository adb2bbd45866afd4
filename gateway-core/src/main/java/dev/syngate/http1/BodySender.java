package dev.syngate.http1;

import dev.syngate.call.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Sends a body that is still arriving, on a thread of its own: so an answer is heard that comes
/// before the body's end.
final class BodySender {
    private static final int READ_BYTES = 16 * 1024;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Connection connection;
    private final Payload.Stream body;
    private final Runnable abandon;
    private final Thread thread;
    private volatile long movedAt;
    private volatile boolean complete;
    private volatile @Nullable IOException failure;

    private BodySender(Connection connection, Payload.Stream body, Runnable abandon) {
        this.connection = connection;
        this.body = body;
        this.abandon = abandon;
        this.thread = Thread.ofVirtual().name("http1-body").unstarted(this::send);
    }

    /// @param abandon closes the connection: the body can't be read to its end
    static BodySender start(Connection connection, Payload.Stream body, Runnable abandon) {
        BodySender sender = new BodySender(connection, body, abandon);
        connection.watch(sender);
        sender.thread.start();
        return sender;
    }

    private void send() {
        try {
            byte[] buffer = new byte[READ_BYTES];
            for (int n = read(buffer); n >= 0; n = read(buffer)) {
                if (body.length() < 0) {
                    writeChunk(buffer, n);
                } else {
                    connection.send(buffer, n);
                }
            }
            if (body.length() < 0) {
                connection.send(LAST_CHUNK, LAST_CHUNK.length);
            }
            movedAt = Connection.now();
            complete = true;
        } catch (IOException e) {
            // Whoever waits for the answer learns it from the connection.
            movedAt = Connection.now();
        }
    }

    private int read(byte[] buffer) throws IOException {
        movedAt = 0;
        try {
            return body.read(buffer);
        } catch (IOException e) {
            failure = e;
            abandon.run();
            throw e;
        } catch (RuntimeException e) {
            failure = new IOException("the body can't be read", e);
            abandon.run();
            throw failure;
        } finally {
            movedAt = Connection.now();
        }
    }

    private void writeChunk(byte[] bytes, int length) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(length + 16);
        chunk.writeBytes(
                (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.write(bytes, 0, length);
        chunk.write('\r');
        chunk.write('\n');
        connection.send(chunk.toByteArray(), chunk.size());
    }

    /// Since when the server has taken nothing, or has had all; 0 while the body is waited for.
    long movedAt() {
        return movedAt;
    }

    /// Why the body could not be read; null: it could.
    @Nullable IOException failure() {
        return failure;
    }

    /// Whether all of the body was sent.
    boolean isComplete() {
        return complete;
    }

    /// Waits for the end.
    ///
    /// @throws IOException when the body could not be read
    void join() throws IOException {
        try {
            thread.join();
            if (failure != null) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
