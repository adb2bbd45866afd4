package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.models.ModelInfo;
import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.billing.Usage;
import dev.syngate.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Anthropic's official SDK, unchanged, against the gateway.
@Timeout(60)
class AnthropicSdkTest {
    private static final String HEAD =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"up-claude\",\"stop_reason\":%s,\"stop_sequence\":null,\"content\":%s,\"usage\":%s}";
    private static final String CACHED =
            "{\"input_tokens\":10,\"cache_read_input_tokens\":40,\"cache_creation_input_tokens\":30,"
                    + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":20,\"ephemeral_1h_input_tokens\":10},\"output_tokens\":%d}";

    /// The cache's parts come on top of the input. 10 x 3 + 40 x 0.3 + 20 x 3.75 + 10 x 6 + 20 x 15
    /// millionths of a dollar.
    private static final Usage USAGE = new Usage(80, 40, 20, 10, 20, 0, false);

    private static final String COST = "0.000477";

    @TempDir private Path folder;
    private GatewayWithProvider gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new GatewayWithProvider(folder, Provider.Protocol.ANTHROPIC_MESSAGES);
        gateway.serve(
                "claude",
                Price.of(
                        Rates.ofTokens(Price.micros("3"), Price.micros("15"))
                                .with(Unit.CACHED_INPUT, Price.micros("0.3"))
                                .with(Unit.CACHE_WRITE, Price.micros("3.75"))
                                .with(Unit.CACHE_WRITE_HOUR, Price.micros("6"))));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void answers() {
        gateway.provider()
                .answers(
                        200,
                        HEAD.formatted(
                                "\"end_turn\"",
                                "[{\"type\":\"text\",\"text\":\"Hello\",\"citations\":null}]",
                                CACHED.formatted(20)));
        Message message =
                client(gateway.key())
                        .messages()
                        .create(
                                asking("claude").toBuilder()
                                        .putAdditionalHeader("anthropic-beta", "one")
                                        .putAdditionalHeader("anthropic-beta", "two")
                                        .putAdditionalBodyProperty(
                                                "x_odd", JsonValue.from(List.of(1, "é")))
                                        .build());
        assertThat(message.content().getFirst().asText().text()).isEqualTo("Hello");
        ScriptedProvider.Received sent = sentTo("/v1/messages");
        assertThat(sent.header("anthropic-beta")).isEqualTo("one,two");
        assertThat(sent.text()).contains("\"model\":\"up-claude\"", "\"x_odd\":[1,\"Ã©\"]");
        gateway.charged("messages", USAGE, COST);
    }

    @Test
    void streamsThinkingTextAndTools() {
        gateway.provider()
                .streams(
                        event(
                                "message_start",
                                "\"message\":" + HEAD.formatted("null", "[]", CACHED.formatted(1))),
                        event(
                                "content_block_start",
                                "\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        event("ping", "\"x\":1"),
                        delta(0, "\"type\":\"thinking_delta\",\"thinking\":\"Hm\""),
                        delta(0, "\"type\":\"signature_delta\",\"signature\":\"c2ln\""),
                        event("content_block_stop", "\"index\":0"),
                        delta(1, "\"type\":\"text_delta\",\"text\":\"Hello\""),
                        delta(
                                2,
                                "\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":1}\""),
                        event(
                                "message_delta",
                                "\"delta\":{\"stop_reason\":\"tool_use\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":20}"),
                        event("message_stop", "\"x\":1"));
        try (StreamResponse<RawMessageStreamEvent> stream =
                client(gateway.key()).messages().createStreaming(asking("claude"))) {
            List<RawMessageStreamEvent> events =
                    stream.stream().filter(RawMessageStreamEvent::isValid).toList();
            assertThat(texts(events)).isEqualTo("Hm|Hello|{\"a\":1}");
        }
        assertThat(sentTo("/v1/messages").text()).contains("\"stream\":true");
        gateway.charged("messages", USAGE, COST);
    }

    private static String texts(List<RawMessageStreamEvent> events) {
        return events.stream()
                .filter(RawMessageStreamEvent::isContentBlockDelta)
                .map(event -> event.asContentBlockDelta().delta())
                .filter(delta -> !delta.isSignature())
                .map(delta ->
                        delta.isThinking()
                                ? delta.asThinking().thinking()
                                : delta.isText()
                                        ? delta.asText().text()
                                        : delta.asInputJson().partialJson())
                .collect(Collectors.joining("|"));
    }

    private static String delta(int index, String fields) {
        return event("content_block_delta", "\"index\":" + index + ",\"delta\":{" + fields + "}");
    }

    private static String event(String name, String fields) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}".formatted(name, name, fields);
    }

    @Test
    void countsTokensForNothing() {
        gateway.provider().answers(200, "{\"input_tokens\":42}");
        long counted =
                client(gateway.poorKey())
                        .messages()
                        .countTokens(
                                MessageCountTokensParams.builder()
                                        .model("claude")
                                        .addUserMessage("Hello")
                                        .build())
                        .inputTokens();
        assertThat(counted).isEqualTo(42);
        assertThat(sentTo("/v1/messages/count_tokens").text()).contains("\"model\":\"up-claude\"");
        gateway.charged("messages/count_tokens", Usage.NONE, "0");
    }

    @Test
    void listsModels() {
        AnthropicClient client = client(gateway.key());
        assertThat(client.models().list().data()).extracting(ModelInfo::id).contains("claude");
        assertThat(client.models().retrieve("claude").id()).isEqualTo("claude");
        assertThatThrownBy(() -> client.models().retrieve("none"))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        e -> assertThat(e.body().toString()).contains("not_found_error"));
    }

    @Test
    void errorsAreTyped() {
        AnthropicClient client = client(gateway.key());
        assertThatThrownBy(() -> client("sk-syn-wrong").messages().create(asking("claude")))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.messages().create(asking("no-such-model")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client(gateway.poorKey()).messages().create(asking("claude")))
                .isInstanceOfSatisfying(
                        AnthropicServiceException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(402);
                            assertThat(e.body().toString()).contains("billing_error");
                        });
        gateway.provider()
                .answers(
                        400,
                        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"too hot\"}}");
        assertThatThrownBy(() -> client.messages().create(asking("claude")))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        e -> assertThat(e.body().toString()).contains("too hot"));
        AnthropicClient rare = client(gateway.rareKey());
        assertThatThrownBy(() -> rare.messages().create(asking("claude")))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> rare.messages().create(asking("claude")))
                .isInstanceOf(RateLimitException.class);
        gateway.booksAreRight();
    }

    private ScriptedProvider.Received sentTo(String target) {
        ScriptedProvider.Received sent = gateway.provider().last();
        assertThat(sent.target()).isEqualTo(target);
        assertThat(sent.header("x-api-key")).isEqualTo(GatewayWithProvider.CREDENTIAL);
        assertThat(sent.header("anthropic-version")).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(sent.header("Authorization")).isNull();
        assertThat(sent.headers().toString()).doesNotContain("sk-syn-");
        return sent;
    }

    private AnthropicClient client(String secret) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.address())
                .apiKey(secret)
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams asking(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(100)
                .addUserMessage("Hello there")
                .build();
    }
}
