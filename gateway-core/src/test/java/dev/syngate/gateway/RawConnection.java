package dev.syngate.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A connection to a gateway that sends exactly the bytes that a test wants.
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CONTINUE = 100;
    private static final int NONE = 0;
    private final Socket socket;
    private final InputStream in;

    /// One answer; the names of its headers are in lower case.
    public record Answer(int status, Map<String, String> headers, String body) {
        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    public RawConnection(String host, int port) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Says that nothing more comes.
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /// The next answer; null when the gateway closed the connection instead.
    ///
    /// @throws java.net.SocketTimeoutException when neither happens: the gateway hangs
    public @Nullable Answer answer() throws IOException {
        int status = status();
        while (status == CONTINUE) {
            status = status();
        }
        if (status == NONE) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        String line;
        while ((line = line()) != null && !line.isEmpty()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        return new Answer(status, headers, body(headers));
    }

    /// The status of the next answer, before anything else of it; 0 when the connection was closed.
    public int status() throws IOException {
        String line = line();
        while (line != null && line.isEmpty()) {
            line = line();
        }
        return line == null ? NONE : Integer.parseInt(line.split(" ")[1]);
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return text(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
        }
        if (!headers.containsKey("transfer-encoding")) {
            return "";
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String size;
        while ((size = line()) != null) {
            int length = Integer.parseInt(size, 16);
            body.write(in.readNBytes(length));
            line();
            if (length == 0) {
                break;
            }
        }
        return text(body.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next;
            while ((next = in.read()) != '\n') {
                if (next < 0) {
                    return null;
                }
                line.write(next);
            }
        } catch (java.net.SocketException e) {
            return null;
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
