package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.codec.Said;
import dev.syngate.codec.Wire;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is kept of translated calls: responses for those who name them, signatures for those who
/// drop them.
@Timeout(60)
class KeptConversationsTest {
    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<String> answers = new ArrayDeque<>();
    private RunningGateway gateway;
    private ScriptedUpstream upstream;
    private String secret;

    @BeforeEach
    void open() throws IOException {
        gateway = new RunningGateway(folder);
        secret = gateway.key("k", null, null);
        upstream =
                new ScriptedUpstream((request, out) -> {
                    String answer = answers.remove();
                    if (answer.startsWith("5")) {
                        ScriptedUpstream.json(Integer.parseInt(answer), "{}").answer(request, out);
                    } else if (answer.startsWith("{")) {
                        ScriptedUpstream.json(200, answer).answer(request, out);
                    } else {
                        ScriptedUpstream.startStream(out);
                        out.write(answer.getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    @AfterEach
    void close() {
        upstream.close();
        gateway.close();
    }

    private void serve(Provider.Protocol protocol) {
        Provider draft =
                new Provider("", "other", protocol, upstream.baseUrl(), Price.FREE, 0, 1, true);
        gateway.gateway()
                .models()
                .addRoute("m", gateway.gateway().providers().add(draft, "sk-upstream"), "um");
    }

    private HttpResponse<String> send(String method, String path, String key, String body)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> respond(String rest) throws Exception {
        return send("POST", "/v1/responses", secret, "{\"model\":\"m\"," + rest + "}");
    }

    private JsonNode sent() {
        String request = upstream.requests().getLast();
        return Json.MAPPER.readTree(request.substring(request.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void aResponseGoesOnWhereItsProviderKeepsNone() throws Exception {
        serve(Provider.Protocol.OPENAI_CHAT);
        answers.add(Wire.CHAT.whole(Said.REASONING));
        answers.add(Wire.CHAT.whole(Said.TEXT));
        String first =
                Json.MAPPER
                        .readTree(respond("\"input\":\"Two and two?\"").body())
                        .path("id")
                        .asString();
        HttpResponse<String> second =
                respond("\"input\":\"And three?\",\"previous_response_id\":\"" + first + "\"");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(second.body()).path("previous_response_id").asString())
                .isEqualTo(first);
        List<String> said =
                sent().path("messages")
                        .valueStream()
                        .map(m -> m.path("content").asString())
                        .toList();
        assertThat(said).containsExactly("Two and two?", "It is 4", "And three?");
    }

    @Test
    void aResponseIsShownAndDeletedForItsKeyAlone() throws Exception {
        serve(Provider.Protocol.ANTHROPIC_MESSAGES);
        answers.add(Wire.MESSAGES.whole(Said.TEXT));
        HttpResponse<String> made = respond("\"input\":\"Hi\"");
        String path = "/v1/responses/" + Json.MAPPER.readTree(made.body()).path("id").asString();
        assertThat(send("GET", path, secret, "").body()).isEqualTo(made.body());
        assertThat(send("GET", path + "/input_items", secret, "").body()).contains("\"Hi\"");
        String other = gateway.key("other", null, null);
        assertThat(send("GET", path, other, "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", path, other, "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", path, secret, "").body()).contains("\"deleted\":true");
        assertThat(send("GET", path, secret, "").statusCode()).isEqualTo(404);
    }

    @Test
    void aResponseThatItsProviderFailedToDeleteCanBeDeletedLater() throws Exception {
        serve(Provider.Protocol.OPENAI_RESPONSES);
        answers.add(Wire.RESPONSES.whole(Said.TEXT));
        String id = Json.MAPPER.readTree(respond("\"input\":\"Hi\"").body()).path("id").asString();
        String path = "/v1/responses/" + id;
        answers.add("500");
        assertThat(send("DELETE", path, secret, "").statusCode()).isEqualTo(502);
        answers.add("{\"id\":\"" + id + "\",\"deleted\":true}");
        assertThat(send("DELETE", path, secret, "").body()).contains("\"deleted\":true");
        assertThat(send("DELETE", path, secret, "").statusCode()).isEqualTo(404);
    }

    /// The second is as Codex asks.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "store":true                                                                  | false
                    "store":false,"include":["reasoning.encrypted_content"]                       | true
                    "store":false                                                                 | true
                    "store":true,"include":["reasoning.encrypted_content"]                        | true
                    "store":true,"include":["message.output_text.logprobs"]                       | false
                    """)
    void thoughtsAreToldEncryptedToThoseWhoAskOrForWhomNothingIsStored(String how, boolean told)
            throws Exception {
        serve(Provider.Protocol.ANTHROPIC_MESSAGES);
        answers.add(Wire.MESSAGES.whole(Said.REASONING));
        assertThat(respond("\"input\":\"Hi\"," + how).body().contains("encrypted_content\":\""))
                .isEqualTo(told);
    }

    @Test
    void whatIsKeptOfThoughtsGoesBackToTheirMakerThoughTheCallerWasNotToldIt() throws Exception {
        serve(Provider.Protocol.ANTHROPIC_MESSAGES);
        answers.add(Wire.MESSAGES.whole(Said.REASONING));
        answers.add(Wire.MESSAGES.whole(Said.TEXT));
        JsonNode made = Json.MAPPER.readTree(respond("\"input\":\"Hi\"").body());
        String id = made.path("id").asString();
        String path = "/v1/responses/" + id;
        String sealed = "\"encrypted_content\"";
        assertThat(send("GET", path, secret, "").body()).doesNotContain(sealed);
        assertThat(
                        send("GET", path + "?include%5B%5D=reasoning.encrypted_content", secret, "")
                                .body())
                .contains(sealed);
        respond("\"input\":\"And?\",\"previous_response_id\":\"" + id + "\"");
        JsonNode said = sent().path("messages").path(1).path("content").path(0);
        assertThat(said.path("type").asString()).isEqualTo("thinking");
        assertThat(said.path("signature").asString()).isEqualTo("c2ln");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResponseThatIsTooLargeSaysThatItIsNotStored(boolean stream) throws Exception {
        gateway.gateway()
                .management()
                .patch(Map.of("largest_response_mib", 1, "responses_mib", 1), "settings");
        serve(Provider.Protocol.OPENAI_CHAT);
        answers.add(
                stream ? String.join("", Wire.CHAT.stream(Said.TEXT)) : Wire.CHAT.whole(Said.TEXT));
        String input = "\"input\":\"" + "so large ".repeat(150_000) + "\"";
        HttpResponse<String> made = respond(input + ",\"stream\":" + stream);
        String body = made.body();
        JsonNode told =
                Json.MAPPER.readTree(
                        stream ? body.substring(body.lastIndexOf("data: {") + 6) : body);
        JsonNode response = stream ? told.path("response") : told;
        assertThat(response.path("status").asString()).isEqualTo("completed");
        assertThat(response.path("store").asBoolean(true)).isFalse();
        assertThat(made.headers().firstValue("x-syngate-dropped").orElse(""))
                .isEqualTo(stream ? "" : "store");
        String path = "/v1/responses/" + response.path("id").asString();
        assertThat(send("GET", path, secret, "").statusCode()).isEqualTo(404);
        assertThat(
                        gateway.gateway()
                                .requests()
                                .newest(1, request -> true)
                                .getFirst()
                                .attempts()
                                .getFirst()
                                .outcome())
                .isEqualTo("ok, translated to openai-chat without store");
        HttpResponse<String> later = respond(input + ",\"background\":true");
        assertThat(later.statusCode()).isEqualTo(400);
        assertThat(later.body()).contains("\"param\":\"background\"", "1 MiB");
    }

    @Test
    void nothingIsKeptOfWhoDoesNotWantIt() throws Exception {
        serve(Provider.Protocol.OPENAI_CHAT);
        answers.add(Wire.CHAT.whole(Said.TEXT));
        String id =
                Json.MAPPER
                        .readTree(respond("\"input\":\"Hi\",\"store\":false").body())
                        .path("id")
                        .asString();
        HttpResponse<String> next =
                respond("\"input\":\"And?\",\"previous_response_id\":\"" + id + "\"");
        assertThat(next.statusCode()).isEqualTo(400);
        assertThat(next.body()).contains("\"param\":\"previous_response_id\"");
    }

    @Test
    void signaturesComeBackThoughTheClientDropsThem() throws Exception {
        serve(Provider.Protocol.ANTHROPIC_MESSAGES);
        answers.add(Wire.MESSAGES.whole(Said.TOOLS));
        answers.add(Wire.MESSAGES.whole(Said.TEXT));
        String head =
                "{\"model\":\"m\",\"reasoning_effort\":\"high\",\"messages\":[{\"role\":\"user\",\"content\":\"Look\"}";
        String tools =
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}},{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}]}";
        send("POST", "/v1/chat/completions", secret, head + "]" + tools);
        String turns =
                ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                        + "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}},"
                        + "{\"id\":\"call_2\",\"type\":\"function\",\"function\":{\"name\":\"clock\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"Sun\"},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"call_2\",\"content\":\"Noon\"}";
        send("POST", "/v1/chat/completions", secret, head + turns + "]" + tools);
        JsonNode said = sent().path("messages").path(1).path("content");
        assertThat(said.path(0).path("type").asString()).isEqualTo("thinking");
        assertThat(said.path(0).path("signature").asString()).isEqualTo("c2ln");
        assertThat(said.path(1).path("type").asString()).isEqualTo("tool_use");
        assertThat(sent().path("messages").path(2).path("content").size()).isEqualTo(2);
    }

    @Test
    void promptsAreCountedForModelsOfAllProtocols() throws Exception {
        serve(Provider.Protocol.OPENAI_CHAT);
        HttpResponse<String> counted =
                send(
                        "POST",
                        "/v1/messages/count_tokens",
                        secret,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}");
        assertThat(Json.MAPPER.readTree(counted.body()).path("input_tokens").asLong())
                .isBetween(2L, 20L);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void whatCanNotBeSaidIsNamedOrRefused() throws Exception {
        serve(Provider.Protocol.ANTHROPIC_MESSAGES);
        answers.add(Wire.MESSAGES.whole(Said.TEXT));
        String head = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],";
        HttpResponse<String> named =
                send("POST", "/v1/chat/completions", secret, head + "\"seed\":1,\"odd\":2}");
        assertThat(named.headers().firstValue("x-syngate-dropped")).contains("odd, seed");
        assertThat(
                        gateway.gateway()
                                .requests()
                                .newest(1, request -> true)
                                .getFirst()
                                .attempts()
                                .getFirst()
                                .outcome())
                .isEqualTo("ok, translated to anthropic-messages without odd, seed");
        HttpResponse<String> refused =
                send("POST", "/v1/chat/completions", secret, head + "\"n\":2}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"param\":\"n\"");
    }
}
