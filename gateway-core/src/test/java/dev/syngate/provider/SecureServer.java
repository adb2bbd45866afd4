package dev.syngate.provider;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/// A provider behind HTTPS, over HTTP/1.1 or HTTP/2, for "localhost" under an authority of its own.
final class SecureServer implements AutoCloseable {
    /// Answers one request.
    interface Script {
        void answer(OutputStream out) throws Exception;
    }

    private final Undertow undertow;
    private final ServerIdentity identity;
    private final Set<Integer> connections = new ConcurrentSkipListSet<>();
    private final List<String> protocols = new CopyOnWriteArrayList<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    SecureServer(Path folder, Script script) throws Exception {
        this(folder, script, SslClientAuthMode.NOT_REQUESTED);
    }

    /// @param clients whether they must prove themselves, with [ServerIdentity#keys]
    SecureServer(Path folder, Script script, SslClientAuthMode clients) throws Exception {
        identity = ServerIdentity.in(folder);
        undertow =
                Undertow.builder()
                        .addHttpsListener(0, "127.0.0.1", identity.context())
                        .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                        .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, clients)
                        .setHandler(
                                new BlockingHandler(exchange -> {
                                    connections.add(exchange.getSourceAddress().getPort());
                                    protocols.add(exchange.getProtocol().toString());
                                    answer(exchange, script);
                                }))
                        .build();
        undertow.start();
    }

    private void answer(HttpServerExchange exchange, Script script) throws IOException {
        exchange.getInputStream().readAllBytes();
        exchange.getResponseHeaders()
                .put(io.undertow.util.Headers.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = exchange.getOutputStream()) {
            script.answer(out);
        } catch (Exception e) {
            failures.add(e);
        }
    }

    private int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    }

    String baseUrl(String host) {
        return "https://" + host + ":" + port() + "/v1";
    }

    /// The file of the authority that vouches for it.
    String caFile() {
        return identity.caFile();
    }

    /// The file that its clients prove themselves with.
    String keys() {
        return identity.keys();
    }

    /// Those that requests came on, by the client's port.
    Set<Integer> connections() {
        return connections;
    }

    List<String> protocols() {
        return protocols;
    }

    /// What went wrong while it answered.
    List<Exception> failures() {
        return failures;
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
