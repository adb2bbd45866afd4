package dev.syngate.ui;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/// A server that announces a version, signed.
final class Announced implements AutoCloseable {
    private final HttpServer server;
    private final KeyPair keys;

    Announced(String version, String change) throws Exception {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] document = signed(version, change);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, document.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(document);
                    }
                });
        server.start();
    }

    private byte[] signed(String version, String change) throws Exception {
        String payload =
                """
                {"product":"syngate","version":"%s","released":"2026-11-30T00:00:00Z","expires":"9999-01-01T00:00:00Z",\
                "page":"https://syngate.example/download","changes":["%s"]}\
                """
                        .formatted(version, change);
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(bytes);
        return "{\"payload\":\"%s\",\"signature\":\"%s\"}"
                .formatted(base64(bytes), base64(signature.sign()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    String key() {
        return base64(keys.getPublic().getEncoded());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
