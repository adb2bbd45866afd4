package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.codec.Said;
import dev.syngate.protocol.Json;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The Responses API over a WebSocket.
@Timeout(60)
class ResponseSocketTest {
    @TempDir private Path folder;
    private ResponseScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new ResponseScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /// A client of one connection.
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Client(ResponseScene scene, String secret) {
            this(scene, secret, "0");
        }

        /// @param hops through how many gateways it came
        Client(ResponseScene scene, String secret, String hops) {
            socket =
                    scene.http()
                            .newWebSocketBuilder()
                            .header("Authorization", "Bearer " + secret)
                            .header("x-syngate-hops", hops)
                            .buildAsync(
                                    URI.create(
                                            "ws://127.0.0.1:"
                                                    + scene.gateway().port()
                                                    + "/v1/responses"),
                                    this)
                            .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        /// Asks, and takes what comes until the end of the answer or an error.
        List<JsonNode> ask(String more) throws InterruptedException {
            return send(
                    "{\"type\":\"response.create\",\"model\":\"m\",\"store\":false," + more + "}");
        }

        List<JsonNode> send(String message) throws InterruptedException {
            socket.sendText(message, true).join();
            List<JsonNode> events = new ArrayList<>();
            String type;
            do {
                JsonNode event = Json.MAPPER.readTree(messages.take());
                events.add(event);
                type = event.path("type").asString();
            } while (!List.of("response.completed", "response.failed", "error").contains(type));
            return events;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private static JsonNode response(List<JsonNode> events) {
        return events.getLast().path("response");
    }

    private static String goOn(JsonNode response, String input) {
        return "\"previous_response_id\":\""
                + response.path("id").asString()
                + "\",\"input\":"
                + input;
    }

    @Test
    void aConversationGoesOnThoughNothingIsStored() throws Exception {
        try (Client client = new Client(scene, scene.secret())) {
            scene.answers(Said.TEXT, Said.REASONING);
            List<JsonNode> first = client.ask("\"input\":\"One\"");
            assertThat(first.getFirst().path("type").asString()).isEqualTo("response.created");
            assertThat(response(first).path("status").asString()).isEqualTo("completed");
            List<JsonNode> second = client.ask(goOn(response(first), "\"Two\""));
            assertThat(response(second).path("previous_response_id"))
                    .isEqualTo(response(first).path("id"));
            assertThat(scene.sent().path("messages").size()).isEqualTo(3);
            assertThat(scene.gateway().gateway().requests().newest(9, all -> true)).hasSize(2);
        }
        try (Client other = new Client(scene, scene.secret())) {
            List<JsonNode> stale = other.ask("\"previous_response_id\":\"resp_1\",\"input\":\"x\"");
            assertThat(stale.getLast().path("error").path("code").asString())
                    .isEqualTo("previous_response_not_found");
            assertThat(stale.getLast().path("status").asInt()).isEqualTo(400);
        }
    }

    @Test
    void whatFailsIsForgotten() throws Exception {
        try (Client client = new Client(scene, scene.secret())) {
            scene.answers(Said.TEXT);
            JsonNode first = response(client.ask("\"input\":\"One\""));
            String output =
                    "[{\"type\":\"function_call_output\",\"call_id\":\"call_9\",\"output\":\"?\"}]";
            assertThat(client.ask(goOn(first, output)).getLast().path("type").asString())
                    .isEqualTo("error");
            assertThat(
                            client.ask(goOn(first, "\"Two\""))
                                    .getLast()
                                    .path("error")
                                    .path("code")
                                    .asString())
                    .isEqualTo("previous_response_not_found");
            assertThat(client.send("{\"type\":").getLast().path("status").asInt()).isEqualTo(400);
            assertThat(
                            client.send("{\"type\":\"x\"}")
                                    .getLast()
                                    .path("error")
                                    .path("param")
                                    .asString())
                    .isEqualTo("type");
        }
    }

    @Test
    void aConnectionIsWarmedUpWithoutAModel() throws Exception {
        try (Client client = new Client(scene, scene.secret())) {
            JsonNode warm = response(client.ask("\"generate\":false,\"input\":\"Be kind\""));
            assertThat(scene.calls()).isZero();
            scene.answers(Said.TEXT);
            client.ask(goOn(warm, "\"Hi\""));
            assertThat(scene.sent().path("messages").toString()).contains("Be kind", "Hi");
        }
    }

    /// The client is not told what the maker of the thoughts wants back, and need not be.
    @Test
    void storedThoughtsComeBackWithTheirSeal() throws Exception {
        String ask = "{\"type\":\"response.create\",\"model\":\"m\",\"store\":true,%s}";
        try (Client client = new Client(scene, scene.secret())) {
            scene.tells(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"hm\",\"signature\":\"SIG\",\"index\":0}]},\"finish_reason\":null}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes\"},\"finish_reason\":\"stop\"}]}",
                    "[DONE]");
            List<JsonNode> first = client.send(ask.formatted("\"input\":\"One\""));
            assertThat(first.toString()).contains("hm").doesNotContain("SIG");
            scene.answers(Said.TEXT);
            client.send(ask.formatted(goOn(response(first), "\"Two\"")));
            assertThat(scene.sent().path("messages").toString()).contains("SIG");
        }
    }

    @Test
    void aCallThatWentInCirclesOpensNoConnection() {
        assertThatThrownBy(() -> new Client(scene, scene.secret(), "5"))
                .hasStackTraceContaining("status code 508");
    }

    @Test
    void nobodyComesInWithoutAKey() {
        assertThatThrownBy(() -> new Client(scene, "sk-syn-unknown"))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void aClientThatLeavesEndsItsCallHoweverEarly() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        try {
            String message = "{\"type\":\"response.create\",\"model\":\"m\",\"input\":\"Hi\"}";
            for (int i = 0; i < 20; i++) {
                scene.answersBehind(opened, Said.TEXT);
                Client client = new Client(scene, scene.secret());
                client.socket.sendText(message, true).join();
                while (i == 0 && scene.calls() == 0) {
                    Thread.onSpinWait();
                }
                client.close();
            }
            while (!scene.gateway().gateway().running().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(scene.gateway().gateway().requests().newest(99, all -> true))
                    .isNotEmpty()
                    .allSatisfy(item -> assertThat(item.status()).isEqualTo(499));
        } finally {
            opened.countDown();
        }
    }
}
