package dev.syngate.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syngate.billing.Price;
import dev.syngate.gateway.Gateway;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Provider.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A provider on a real socket that streams what a test tells it.
final class ScriptedProvider implements AutoCloseable {
    /// Answers one request.
    @FunctionalInterface
    interface Script {
        void answer(Stream stream) throws Exception;
    }

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    ScriptedProvider(Script script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> serve(exchange, script));
        server.start();
    }

    private void serve(HttpExchange exchange, Script script) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            String body = new String(bytes, StandardCharsets.UTF_8);
            requests.add(body);
            script.answer(new Stream(exchange, body));
        } catch (IOException | UncheckedIOException e) {
            // Whoever asked has gone.
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /// What was asked, in order.
    List<String> requests() {
        return requests;
    }

    /// With the version of its API.
    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /// Makes it a provider of the gateway whose models cost 2 and 10 dollars a million tokens.
    void serveTo(Gateway gateway, Protocol protocol, String... models) {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        String path = protocol == Protocol.GEMINI ? "/v1beta" : "/v1";
        Provider provider =
                new Provider(
                        "",
                        "Scripted " + protocol.name(),
                        protocol,
                        base + path,
                        Price.ofTokens(2_000_000, 10_000_000),
                        0,
                        1,
                        true);
        Provider added = gateway.providers().add(provider, "sk-upstream");
        for (String model : models) {
            gateway.models().addRoute(model, added, model);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// An answer on its way.
    static final class Stream {
        private final HttpExchange exchange;
        private final String asked;
        private boolean begun;

        private Stream(HttpExchange exchange, String asked) {
            this.exchange = exchange;
            this.asked = asked;
        }

        /// The path and the body of the request.
        String asked() {
            return exchange.getRequestURI() + "\n" + asked;
        }

        /// The value of a header; empty: none.
        String header(String name) {
            String value = exchange.getRequestHeaders().getFirst(name);
            return value == null ? "" : value;
        }

        /// Sends one event with the data.
        void event(String data) throws IOException {
            raw("data: " + data + "\n\n");
        }

        /// Sends text as it is.
        void raw(String text) throws IOException {
            if (!begun) {
                begun = true;
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
            }
            OutputStream out = exchange.getResponseBody();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /// Answers with a document.
        void whole(int status, String body, String... headers) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
