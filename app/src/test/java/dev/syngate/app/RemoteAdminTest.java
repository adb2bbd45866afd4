package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.protocol.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class RemoteAdminTest {
    @TempDir private Path folder;

    @Test
    void theTokenIsNotSentToAProgramThatTookThePort() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        String token;
        try (Gateway gateway = open()) {
            gateway.start();
            token = Files.readString(folder.resolve("admin.token"));
            assertThat(RemoteAdmin.find(folder)).isNotNull();
            HttpServer thief = thief(seen, address(gateway));
            try {
                writeAddress("http://127.0.0.1:" + thief.getAddress().getPort());
                assertThat(RemoteAdmin.find(folder)).isNull();
                assertThat(seen).isNotEmpty();
                assertThat(String.join("\n", seen)).doesNotContain(token);
            } finally {
                thief.stop(0);
            }
        }
    }

    /// Has the real gateway answer what it is asked itself.
    private static HttpServer thief(List<String> seen, String gateway) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/",
                exchange -> {
                    seen.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders());
                    byte[] answer;
                    try (HttpClient client = HttpClient.newHttpClient()) {
                        URI asked = URI.create(gateway + exchange.getRequestURI());
                        answer =
                                client.send(
                                                HttpRequest.newBuilder(asked).build(),
                                                HttpResponse.BodyHandlers.ofByteArray())
                                        .body();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void theFileOfAGatewayThatIsGoneIsNotBelieved() throws Exception {
        try (Gateway gateway = open()) {
            gateway.start();
            Files.writeString(
                    folder.resolve("gateway.json"),
                    "{\"address\":\"%s\",\"pid\":%d}"
                            .formatted(address(gateway), Integer.MAX_VALUE));
            assertThat(RemoteAdmin.find(folder)).isNull();
        }
    }

    @Test
    void theProofIsForThisMachineAndSaysNothingOfTheToken() throws Exception {
        try (Gateway gateway = open();
                HttpClient client = HttpClient.newHttpClient()) {
            gateway.start();
            String token = Files.readString(folder.resolve("admin.token"));
            URI proof = URI.create(address(gateway) + "/api/admin/v1/proof?challenge=abc");
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(proof).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"proof\"").doesNotContain(token);
        }
    }

    @Test
    void aChatThroughTheRunningGatewaySurvivesAProviderThatAnswersWhole() throws Exception {
        Program program = new Program(folder);
        try (ScriptedProvider provider = new ScriptedProvider();
                Gateway gateway = open()) {
            gateway.start();
            provider.answers(
                    200,
                    """
                    {"id":"c","object":"chat.completion",
                     "choices":[{"index":0,"finish_reason":"stop",
                       "message":{"role":"assistant","content":"in one piece"}}],
                     "usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}}
                    """);
            program.json(
                    0,
                    "provider",
                    "add",
                    "whole",
                    "--protocol",
                    "openai-chat",
                    "--base-url",
                    provider.baseUrl("v1"),
                    "--models",
                    "m",
                    "--free");
            JsonNode answer = program.json(0, "chat", "--model", "m", "Hello");
            assertThat(answer.path("text").asString("")).isEqualTo("in one piece");
            assertThat(answer.path("usage").path("output_tokens").asInt(0)).isEqualTo(3);
            provider.answers(400, "{\"error\":{\"message\":\"not like this\"}}");
            program.run(1, "chat", "--model", "m", "Hello");
            assertThat(program.errors()).contains("not like this");
        }
    }

    private Gateway open() {
        return Gateway.open(
                GatewaySettings.of(folder).listeningOn("127.0.0.1", 0), InstantSource.system());
    }

    private static String address(Gateway gateway) {
        return ((GatewayState.Running) gateway.state()).address();
    }

    private void writeAddress(String address) throws Exception {
        Files.write(
                folder.resolve("gateway.json"),
                Json.MAPPER.writeValueAsBytes(
                        Json.MAPPER
                                .createObjectNode()
                                .put("address", address)
                                .put("pid", ProcessHandle.current().pid())));
    }
}
