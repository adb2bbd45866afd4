package dev.syngate.provider;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A provider behind HTTPS, over HTTP/1.1 or HTTP/2, for "localhost" under an authority of its own.
final class SecureServer implements AutoCloseable {
    /// Answers one request.
    interface Script {
        void answer(OutputStream out) throws Exception;
    }

    private static final String PASSWORD = "changeit";
    private final Undertow undertow;
    private final Path certificate;
    private final Set<Integer> connections = new ConcurrentSkipListSet<>();
    private final List<String> protocols = new CopyOnWriteArrayList<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    SecureServer(Path folder, Script script) throws Exception {
        certificate = folder.resolve("authority.pem");
        undertow =
                Undertow.builder()
                        .addHttpsListener(0, "127.0.0.1", context(folder.resolve("key.p12")))
                        .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
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

    private SSLContext context(Path keys) throws Exception {
        int made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keys.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start()
                        .waitFor();
        assert made == 0;
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] encoded = store.getCertificate("server").getEncoded();
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(encoded)
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    }

    String baseUrl(String host) {
        return "https://" + host + ":" + port() + "/v1";
    }

    /// The file of the authority that vouches for it.
    String caFile() {
        return certificate.toAbsolutePath().toString();
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
