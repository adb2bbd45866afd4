package dev.syngate.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider on a real socket whose script reads the request's body itself, as slowly as it likes.
public final class ReadingUpstream implements AutoCloseable {
    /// Answers one request.
    @FunctionalInterface
    public interface Script {
        void serve(String head, InputStream body, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch cutOff = new CountDownLatch(1);

    public ReadingUpstream(Script script) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(script));
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    public int requests() {
        return requests.get();
    }

    /// Opens when a request broke off before its end.
    public CountDownLatch cutOff() {
        return cutOff;
    }

    /// A whole JSON answer.
    public static void answer(OutputStream out, int status, String body) throws IOException {
        out.write(
                ("HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                .formatted(status, body.length(), body))
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket, script));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            requests.incrementAndGet();
            boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
            InputStream body = chunked ? new Chunks(in) : new Length(in, length(head));
            script.serve(head, body, socket.getOutputStream());
        } catch (IOException e) {
            cutOff.countDown();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) orEof(in.read()));
        }
        return head.toString();
    }

    private static long length(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        return at < 0
                ? 0
                : Long.parseLong(lower.substring(at + 15, lower.indexOf('\r', at)).strip());
    }

    private static int orEof(int read) throws IOException {
        if (read < 0) {
            throw new EOFException("the request was cut off");
        }
        return read;
    }

    /// So many bytes; an early end is an error.
    private static class Length extends InputStream {
        final InputStream in;
        long left;

        Length(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = orEof(in.read(into, at, (int) Math.min(most, left)));
            left -= count;
            return count;
        }
    }

    /// Until the empty chunk.
    private static final class Chunks extends Length {
        private boolean ended;
        private boolean within;

        Chunks(InputStream in) {
            super(in, 0);
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            if (left == 0 && most > 0 && !ended) {
                next();
            }
            return ended ? -1 : super.read(into, at, most);
        }

        private void next() throws IOException {
            if (within) {
                line();
            }
            within = true;
            left = Long.parseLong(line(), 16);
            ended = left == 0;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int next;
            while ((next = orEof(in.read())) != '\n') {
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
