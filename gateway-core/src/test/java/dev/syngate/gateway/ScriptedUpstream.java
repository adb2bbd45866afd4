package dev.syngate.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An OpenAI-compatible provider on a real socket that does what a test tells it.
public final class ScriptedUpstream implements AutoCloseable {
    /// Answers one request.
    @FunctionalInterface
    public interface Script {
        void answer(String request, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final String scheme;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch clientLeft = new CountDownLatch(1);

    public ScriptedUpstream(Script script) throws IOException {
        this(script, null);
    }

    /// @param secure what it proves itself with, over TLS; null: in plain text
    public ScriptedUpstream(Script script, @Nullable SSLContext secure) throws IOException {
        ServerSocketFactory sockets =
                secure == null ? ServerSocketFactory.getDefault() : secure.getServerSocketFactory();
        scheme = secure == null ? "http://127.0.0.1:" : "https://localhost:";
        server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(script));
    }

    public String baseUrl() {
        return scheme + server.getLocalPort() + "/v1";
    }

    public List<String> requests() {
        return requests;
    }

    /// Opens when a caller closed its connection during the answer.
    public CountDownLatch clientLeft() {
        return clientLeft;
    }

    /// A whole JSON answer.
    ///
    /// @param headers whole lines
    public static Script json(int status, String body, String... headers) {
        return (request, out) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write(
                    ("HTTP/1.1 "
                                    + status
                                    + " X\r\nContent-Type: application/json\r\nContent-Length: "
                                    + bytes.length
                                    + "\r\n"
                                    + String.join(
                                            "",
                                            List.of(headers).stream().map(h -> h + "\r\n").toList())
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
        };
    }

    /// A whole answer of any type.
    ///
    /// @param headers whole lines
    public static Script answer(byte[] body, String... headers) {
        return (request, out) -> {
            String head =
                    "HTTP/1.1 200 OK\r\nContent-Length: "
                            + body.length
                            + "\r\nConnection: close\r\n";
            String lines = String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList());
            out.write((head + lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        };
    }

    /// Events as one text.
    public static String stream(String... data) {
        StringBuilder text = new StringBuilder();
        for (String event : data) {
            text.append("data: ").append(event).append("\n\n");
        }
        return text.toString();
    }

    /// A stream of the given events, ended by closing the connection.
    public static Script events(String... data) {
        return (request, out) -> {
            startStream(out);
            for (String event : data) {
                send(out, event);
            }
        };
    }

    public static void startStream(OutputStream out) throws IOException {
        out.write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    public static void send(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
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
            requests.add(read(in));
            Thread.ofVirtual().start(() -> watch(in));
            script.answer(requests.getLast(), socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            clientLeft.countDown();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void watch(InputStream in) {
        try {
            if (in.read() < 0) {
                clientLeft.countDown();
            }
        } catch (IOException e) {
            clientLeft.countDown();
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.append((char) b);
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length:");
        int length =
                at < 0
                        ? 0
                        : Integer.parseInt(
                                lower.substring(at + 15, lower.indexOf('\r', at)).strip());
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
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
