package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Provider.Protocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What can't be translated between callers and providers of different protocols.
@Timeout(60)
class OtherProtocolsTest {
    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningGateway gateway;
    private String secret;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(folder);
        secret = gateway.key("k", null, null);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                        Protocol.OPENAI_CHAT,
                        Protocol.OPENAI_RESPONSES,
                        Protocol.ANTHROPIC_MESSAGES,
                        Protocol.GEMINI)
                .flatMap(protocol ->
                        Stream.of(Endpoint.values())
                                .filter(endpoint -> !protocol.serves(endpoint))
                                .filter(endpoint -> !Translation.understands(endpoint))
                                .filter(endpoint -> !endpoint.isFree())
                                .map(endpoint -> Arguments.of(protocol, endpoint)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void areRefusedInTheCallersWords(Protocol protocol, Endpoint endpoint) throws Exception {
        Provider draft =
                new Provider(
                        "", "other", protocol, "http://127.0.0.1:1/v1", Price.FREE, 0, 1, true);
        gateway.gateway()
                .models()
                .addRoute("m", gateway.gateway().providers().add(draft, "sk-upstream"), "um");
        HttpResponse<String> answer = ask(endpoint);
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode body = Json.MAPPER.readTree(answer.body());
        String message = body.path("error").path("message").asString();
        assertThat(message).contains("\"m\"", protocol.wireName(), endpoint.path(), "Call it at");
        switch (endpoint.errors()) {
            case OPENAI -> {
                assertThat(body.path("error").path("param").asString()).isEqualTo("model");
                assertThat(body.path("error").path("code").asString()).isEqualTo("invalid_request");
            }
            case ANTHROPIC -> {
                assertThat(body.path("type").asString()).isEqualTo("error");
                assertThat(body.path("error").path("type").asString())
                        .isEqualTo("invalid_request_error");
            }
            case GEMINI ->
                    assertThat(body.path("error").path("status").asString())
                            .isEqualTo("INVALID_ARGUMENT");
        }
    }

    private HttpResponse<String> ask(Endpoint endpoint) throws Exception {
        String path =
                endpoint.hasModelInPath()
                        ? "/v1beta/models/m:" + endpoint.path()
                        : "/v1/" + endpoint.path();
        boolean form = endpoint.path().startsWith("audio/tr");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .header("Authorization", "Bearer " + secret)
                        .header(
                                "Content-Type",
                                form ? "multipart/form-data; boundary=b" : "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(form ? FORM : BODY))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static final String BODY =
            """
            {"model":"m","messages":[{"role":"user","content":"hi"}],"prompt":"hi","input":"hi",
             "documents":["hi"],"contents":[{"parts":[{"text":"hi"}]}]}
            """;
    private static final String FORM =
            """
            --b
            Content-Disposition: form-data; name="model"

            m
            --b
            Content-Disposition: form-data; name="file"; filename="a.wav"

            RIFF
            --b--
            """
                    .replace("\n", "\r\n");
}
