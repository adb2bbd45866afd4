package dev.syngate.http;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.protocol.ApiRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSourceChannel;

/// A request's body that its call's thread reads as it arrives. What is not read stays with the
/// client. A client that leaves or is too slow cancels the call.
final class RequestStream implements Payload.Stream {
    /// A shorter form is read whole: then it can be sent to another provider too.
    private static final int LARGEST_WHOLE = 64 * 1024;

    private final HttpServerExchange exchange;
    private final Cancellation cancellation;
    private final StreamSourceChannel channel;
    private final int largest;
    private final long length;
    private final Semaphore arrived = new Semaphore(0);
    private long patience;
    private long received;
    private volatile boolean ended;
    private boolean closed;

    /// @param largest in bytes
    /// @param longest how long the client may be waited for, all in all
    RequestStream(
            HttpServerExchange exchange, Cancellation cancellation, int largest, Duration longest) {
        this.exchange = exchange;
        this.cancellation = cancellation;
        this.channel = exchange.getRequestChannel();
        this.largest = largest;
        this.length = exchange.getRequestContentLength();
        this.patience = longest.toNanos();
        cancellation.onCancel(this::close);
    }

    /// Whether the request's body is not to be read whole.
    static boolean suits(HttpServerExchange exchange, Paths path, int largest) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null
                || !ApiRequest.isForm(type)
                || !exchange.getRequestMethod().equals(Methods.POST)
                || exchange.isRequestComplete()
                || CompressedBody.isOne(exchange)) {
            return false;
        }
        Paths.ModelCall call = path.modelCall();
        return call != null && call.endpoint().takesFiles() && hasSuitableLength(exchange, largest);
    }

    private static boolean hasSuitableLength(HttpServerExchange exchange, int largest) {
        try {
            long length = exchange.getRequestContentLength();
            return length < 0 || (length > LARGEST_WHOLE && length <= largest);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(byte[] into) throws IOException {
        if (received == 0 && HttpContinue.requiresContinueResponse(exchange)) {
            sendContinue();
        }
        int count = readNow(into);
        while (count == 0) {
            await();
            count = readNow(into);
        }
        return count;
    }

    private void sendContinue() throws IOException {
        HttpContinue.ContinueResponseSender sender = HttpContinue.createResponseSender(exchange);
        while (!sender.send()) {
            sender.awaitWritable();
        }
    }

    /// @return 0 when nothing is there
    private synchronized int readNow(byte[] into) throws IOException {
        if (closed) {
            throw new IOException("the call is over");
        }
        try {
            int count = channel.read(ByteBuffer.wrap(into));
            received += Math.max(0, count);
            ended = count < 0 || (received == length && channel.read(ByteBuffer.allocate(1)) < 0);
            if (received > largest) {
                throw new RefusedUploadException(BodyReader.tooLarge(largest));
            }
            return count;
        } catch (RefusedUploadException e) {
            throw e;
        } catch (IOException e) {
            cancellation.cancel();
            throw e;
        }
    }

    private void await() throws IOException {
        long since = System.nanoTime();
        resume();
        try {
            if (!arrived.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                cancellation.cancel();
                throw new IOException("the client sends too slowly");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        patience -= System.nanoTime() - since;
    }

    private synchronized void resume() throws IOException {
        if (closed) {
            throw new IOException("the call is over");
        }
        channel.getReadSetter().set(this::wake);
        channel.resumeReads();
    }

    private void wake(StreamSourceChannel readable) {
        readable.suspendReads();
        arrived.release();
    }

    /// Whether all of it has been read; from any thread.
    boolean isEnded() {
        return ended;
    }

    @Override
    public synchronized boolean isSpent() {
        return received > 0;
    }

    /// Reads nothing more, and ends a read that waits; from any thread. When it returns nobody but
    /// the exchange uses the channel.
    synchronized void close() {
        closed = true;
        arrived.release();
    }
}
