package dev.syngate.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/// A streamed answer on its way to the client. The call's thread writes, and may block; where it is
/// silent for long, the tick of [InFlight] sends a sign of life between two writes, and never
/// blocks.
final class ClientStream {
    private final HttpServerExchange exchange;
    private final StreamSinkChannel sink;
    private final Duration patience;
    private final long keepAliveNanos;
    private final byte @Nullable [] signOfLife;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long lastWrite;
    private volatile boolean ended;
    private @Nullable ByteBuffer unsent;

    /// @param patience how long the client may take to take what it is sent
    /// @param keepAlive after how long a silence a sign of life is sent
    /// @param signOfLife what fits between two writes; null: nothing does
    /// @param silentSince since when nothing has been sent
    ClientStream(
            HttpServerExchange exchange,
            Duration patience,
            Duration keepAlive,
            byte @Nullable [] signOfLife,
            long silentSince) {
        this.exchange = exchange;
        this.sink = exchange.getResponseChannel();
        this.patience = patience;
        this.keepAliveNanos = keepAlive.toNanos();
        this.signOfLife = signOfLife;
        this.lastWrite = silentSince;
    }

    /// Sends the bytes at once; returns when the socket took them.
    void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (unsent != null) {
                writeWhole(unsent);
                unsent = null;
            }
            writeWhole(ByteBuffer.wrap(bytes, offset, length));
            while (!sink.flush()) {
                awaitWritable();
            }
            lastWrite = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private void writeWhole(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (sink.write(buffer) == 0) {
                awaitWritable();
            }
        }
    }

    private void awaitWritable() throws IOException {
        long asked = System.nanoTime();
        sink.awaitWritable(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (System.nanoTime() - asked >= patience.toNanos()) {
            IoUtils.safeClose(exchange.getConnection());
            throw new IOException("the client does not take its answer");
        }
    }

    /// Sends a sign of life where one is due. A client whose socket is full needs none.
    ///
    /// @throws IOException when the client has left
    void keepAlive(long now) throws IOException {
        if (signOfLife == null || ended || now - lastWrite < keepAliveNanos || !lock.tryLock()) {
            return;
        }
        try {
            if (!ended && unsent == null && now - lastWrite >= keepAliveNanos) {
                lastWrite = now;
                send(ByteBuffer.wrap(signOfLife));
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(ByteBuffer sign) throws IOException {
        if (sink.write(sign) > 0 && sign.hasRemaining()) {
            unsent = sign;
        }
        sink.flush();
    }

    /// Nothing is sent any more, but for what is left of a sign of life.
    void end() {
        lock.lock();
        try {
            ended = true;
            if (unsent != null) {
                writeWhole(unsent);
            }
        } catch (IOException e) {
            IoUtils.safeClose(exchange.getConnection());
        } finally {
            lock.unlock();
        }
    }
}
