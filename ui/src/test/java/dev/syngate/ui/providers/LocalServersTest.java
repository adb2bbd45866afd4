package dev.syngate.ui.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalServersTest {
    private static HttpServer answering(int status, String body) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(any, 0);
        server.createContext(
                "/v1/models",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Preset at(String name, int port) {
        return new Preset(name, "openai-chat", "http://127.0.0.1:" + port + "/v1", "", "", "");
    }

    @Test
    void whatListsModelsIsFoundAndNothingElse() throws Exception {
        HttpServer ollama = answering(200, "{\"data\":[{\"id\":\"qwen3\"},{\"id\":\"gemma\"}]}");
        HttpServer website = answering(200, "<html>hello</html>");
        HttpServer locked = answering(401, "{\"data\":[]}");
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            List<LocalServers.Found> found =
                    new LocalServers(
                                    List.of(
                                            at("Ollama", ollama.getAddress().getPort()),
                                            at("A website", website.getAddress().getPort()),
                                            at("Locked", locked.getAddress().getPort()),
                                            at("Silent", silent.getLocalPort()),
                                            at("Nobody", 1)))
                            .find();
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().preset().name()).isEqualTo("Ollama");
            assertThat(found.getFirst().models()).isEqualTo(2);
        } finally {
            ollama.stop(0);
            website.stop(0);
            locked.stop(0);
        }
    }
}
