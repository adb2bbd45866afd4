package dev.syngate.app;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A provider on a real socket that answers what a test tells it, and remembers what it was sent.
final class ScriptedProvider implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answer answer = json(500, "{}");

    ScriptedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /// One request as it came.
    ///
    /// @param target path and query
    record Received(String method, String target, Headers headers, byte[] body) {
        /// The body, a character for each byte.
        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private record Answer(int status, String type, byte[] body) {}

    static Answer json(int status, String body) {
        return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    void answers(int status, String json) {
        answer = json(status, json);
    }

    void answers(String type, byte[] body) {
        answer = new Answer(200, type, body);
    }

    /// Answers a stream of events; a line break within one comes after its name.
    void streams(String... events) {
        StringBuilder stream = new StringBuilder();
        for (String event : events) {
            stream.append(event.startsWith("event:") ? "" : "data: ").append(event).append("\n\n");
        }
        answers("text/event-stream", stream.toString().getBytes(StandardCharsets.UTF_8));
    }

    String baseUrl(String version) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + version;
    }

    Received last() {
        return received.getLast();
    }

    private void serve(HttpExchange exchange) throws IOException {
        received.add(
                new Received(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        exchange.getRequestBody().readAllBytes()));
        Answer now = answer;
        exchange.getResponseHeaders().set("Content-Type", now.type());
        exchange.sendResponseHeaders(now.status(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(now.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
