package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Model;
import dev.syngate.billing.Media;
import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.billing.Usage;
import dev.syngate.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Google's official SDK, unchanged, against the gateway.
@Timeout(60)
class GenAiSdkTest {
    private static final String PART =
            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"%s\"}]},\"index\":0%s}]%s}";
    private static final String FINISH = ",\"finishReason\":\"STOP\"";
    private static final String COUNTS =
            ",\"usageMetadata\":{\"promptTokenCount\":100,\"cachedContentTokenCount\":40,\"candidatesTokenCount\":20,"
                    + "\"thoughtsTokenCount\":5,\"totalTokenCount\":125,"
                    + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":90},{\"modality\":\"AUDIO\",\"tokenCount\":10}]}";

    /// Thoughts come on top of the answer. 50 x 2 + 40 x 0.5 + 10 x 6 + 25 x 10 millionths of a
    /// dollar.
    private static final Usage USAGE =
            new Usage(100, 40, 0, 0, 25, 5, Media.ofTokens(10, 0, 0, 0), false);

    private static final String COST = "0.00043";

    @TempDir private Path folder;
    private GatewayWithProvider gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new GatewayWithProvider(folder, Provider.Protocol.GEMINI);
        gateway.serve(
                "gemini",
                Price.of(
                        Rates.ofTokens(Price.micros("2"), Price.micros("10"))
                                .with(Unit.CACHED_INPUT, Price.micros("0.5"))
                                .with(Unit.AUDIO_INPUT, Price.micros("6"))));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void generates() {
        gateway.provider().answers(200, PART.formatted("Hello", FINISH, COUNTS));
        try (Client client = client(gateway.key())) {
            assertThat(ask(client, "gemini").text()).isEqualTo("Hello");
        }
        assertThat(sentTo("/v1beta/models/up-gemini:generateContent").text())
                .contains("\"text\":\"Hello there\"");
        gateway.charged("generateContent", USAGE, COST);
    }

    @Test
    void streams() {
        gateway.provider()
                .streams(PART.formatted("Hel", "", ""), PART.formatted("lo", FINISH, COUNTS));
        List<String> texts = new ArrayList<>();
        try (Client client = client(gateway.key());
                ResponseStream<GenerateContentResponse> stream =
                        client.models.generateContentStream("gemini", "Hello there", null)) {
            stream.forEach(part -> texts.add(part.text()));
        }
        assertThat(texts).containsExactly("Hel", "lo");
        sentTo("/v1beta/models/up-gemini:streamGenerateContent?alt=sse");
        gateway.charged("streamGenerateContent", USAGE, COST);
    }

    @Test
    void countsTokensForNothing() {
        gateway.provider().answers(200, "{\"totalTokens\":42}");
        try (Client client = client(gateway.poorKey())) {
            assertThat(client.models.countTokens("gemini", "Hello", null).totalTokens())
                    .contains(42);
        }
        sentTo("/v1beta/models/up-gemini:countTokens");
        gateway.charged("countTokens", Usage.NONE, "0");
    }

    @Test
    void listsModels() {
        try (Client client = client(gateway.key())) {
            List<String> names = new ArrayList<>();
            for (Model model : client.models.list(ListModelsConfig.builder().build())) {
                names.add(model.name().orElseThrow());
            }
            assertThat(names).contains("models/gemini", "models/sandbox/echo");
            assertThat(client.models.get("gemini", null).name()).contains("models/gemini");
        }
    }

    @Test
    void errorsAreTyped() {
        assertFails("sk-syn-wrong", "gemini", 401, "UNAUTHENTICATED");
        assertFails(gateway.key(), "no-such-model", 404, "NOT_FOUND");
        assertFails(gateway.poorKey(), "gemini", 402, "FAILED_PRECONDITION");
        gateway.provider()
                .answers(
                        400, "{\"error\":{\"code\":400,\"message\":\"too hot\",\"status\":\"X\"}}");
        String rare = gateway.rareKey();
        assertFails(rare, "gemini", 400, "INVALID_ARGUMENT");
        assertFails(rare, "gemini", 429, "RESOURCE_EXHAUSTED");
        gateway.booksAreRight();
    }

    private void assertFails(String secret, String model, int code, String status) {
        try (Client client = client(secret)) {
            assertThatThrownBy(() -> ask(client, model))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            e -> {
                                assertThat(e.code()).isEqualTo(code);
                                assertThat(e.status()).isEqualTo(status);
                            });
        }
    }

    private static GenerateContentResponse ask(Client client, String model) {
        return client.models.generateContent(model, "Hello there", null);
    }

    private ScriptedProvider.Received sentTo(String target) {
        ScriptedProvider.Received sent = gateway.provider().last();
        assertThat(sent.target()).isEqualTo(target);
        assertThat(sent.header("x-goog-api-key")).isEqualTo(GatewayWithProvider.CREDENTIAL);
        assertThat(sent.headers().toString()).doesNotContain("sk-syn-");
        return sent;
    }

    private Client client(String secret) {
        return Client.builder()
                .apiKey(secret)
                .httpOptions(HttpOptions.builder().baseUrl(gateway.address()).build())
                .build();
    }
}
