package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.inputitems.InputItemListParams;
import dev.syngate.billing.Media;
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

/// The official SDK, unchanged, against the gateway: all that is text. Sound and pictures are in
/// [OpenAiMediaSdkTest].
@Timeout(60)
class OpenAiSdkTest {
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":40,\"audio_tokens\":10},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":5,\"audio_tokens\":2}}";
    private static final String HEAD =
            "{\"id\":\"c\",\"created\":1,\"model\":\"up-gpt\",\"object\":\"";

    @TempDir private Path folder;
    private GatewayWithProvider gateway;
    private String lastSecret;

    @BeforeEach
    void open() throws IOException {
        gateway = new GatewayWithProvider(folder, Provider.Protocol.OPENAI_CHAT);
        gateway.serve("gpt", price());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Price price() {
        return Price.of(
                Rates.ofTokens(Price.micros("2"), Price.micros("10"))
                        .with(Unit.CACHED_INPUT, Price.micros("1"))
                        .with(Unit.AUDIO_INPUT, Price.micros("40"))
                        .with(Unit.AUDIO_OUTPUT, Price.micros("80")));
    }

    /// 50 x 2 + 40 x 1 + 10 x 40 + 5 x 10 + 13 x 10 + 2 x 80 millionths of a dollar.
    private void chatCharged(String endpoint) {
        Usage usage = new Usage(100, 40, 0, 0, 20, 5, Media.ofTokens(10, 2, 0, 0), false);
        gateway.charged(endpoint, usage, "0.00088");
    }

    @Test
    void theSandboxCompletesAndStreams() {
        OpenAIClient client = client(gateway.key());
        ChatCompletion completion = client.chat().completions().create(asking("sandbox/echo"));
        assertThat(completion.choices().getFirst().message().content()).contains("Hello there");
        assertThat(completion.usage().orElseThrow().completionTokens()).isPositive();
        assertThat(streamed(client, asking("sandbox/reasoner"))).contains("This is the sandbox");
    }

    @Test
    void completesWithTools() {
        gateway.provider()
                .answers(
                        200,
                        HEAD
                                + "chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\","
                                + "\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]}}],"
                                + USAGE
                                + "}");
        ChatCompletion completion =
                client(gateway.key())
                        .chat()
                        .completions()
                        .create(
                                asking("gpt").toBuilder()
                                        .addFunctionTool(
                                                FunctionDefinition.builder()
                                                        .name("weather")
                                                        .build())
                                        .putAdditionalBodyProperty(
                                                "x_odd", JsonValue.from(List.of(1, "é")))
                                        .build());
        assertThat(completion.choices().getFirst().message().toolCalls().orElseThrow()).hasSize(1);
        ScriptedProvider.Received sent = sentTo("/v1/chat/completions");
        assertThat(sent.text())
                .contains("\"model\":\"up-gpt\"", "\"x_odd\":[1,\"Ã©\"]", "\"name\":\"weather\"");
        chatCharged("chat/completions");
    }

    @Test
    void streams() {
        gateway.provider()
                .streams(
                        HEAD + chunk("{\"role\":\"assistant\",\"content\":\"Hel\"}", "null"),
                        HEAD + chunk("{\"content\":\"lo\"}", "\"stop\""),
                        HEAD + "chat.completion.chunk\",\"choices\":[]," + USAGE + "}",
                        "[DONE]");
        assertThat(streamed(client(gateway.key()), asking("gpt"))).isEqualTo("Hello");
        assertThat(sentTo("/v1/chat/completions").text())
                .contains("\"stream_options\":{\"include_usage\":true}");
        chatCharged("chat/completions");
    }

    private static String chunk(String delta, String finish) {
        return "chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}"
                .formatted(delta, finish);
    }

    @Test
    void completesTextAsItWasOnce() {
        gateway.provider()
                .answers(
                        200,
                        HEAD
                                + "text_completion\",\"choices\":[{\"index\":0,\"text\":\"lo\",\"finish_reason\":\"stop\",\"logprobs\":null}],"
                                + USAGE
                                + "}");
        CompletionCreateParams params =
                CompletionCreateParams.builder().model("gpt").prompt("Hel").maxTokens(20).build();
        assertThat(client(gateway.key()).completions().create(params).choices().getFirst().text())
                .isEqualTo("lo");
        assertThat(sentTo("/v1/completions").text()).contains("\"model\":\"up-gpt\"");
        chatCharged("completions");
    }

    @Test
    void embeds() {
        gateway.provider()
                .answers(
                        200,
                        "{\"object\":\"list\",\"model\":\"up-gpt\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":\"AACAPwAAAEA=\"}],"
                                + "\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
        EmbeddingCreateParams params =
                EmbeddingCreateParams.builder().model("gpt").input("Hello").build();
        CreateEmbeddingResponse answer = client(gateway.key()).embeddings().create(params);
        assertThat(answer.data().getFirst().embedding()).containsExactly(1f, 2f);
        assertThat(sentTo("/v1/embeddings").text())
                .contains("\"encoding_format\":\"base64\"", "\"model\":\"up-gpt\"");
        gateway.charged("embeddings", Usage.ofTokens(8, 0, 0, 0), "0.000016");
    }

    @Test
    void moderatesWithoutNamingAModel() {
        gateway.serve("omni-moderation-latest", Price.FREE);
        gateway.provider()
                .answers(200, "{\"id\":\"m\",\"model\":\"omni\",\"results\":[{\"flagged\":true}]}");
        var answer =
                client(gateway.key())
                        .moderations()
                        .create(ModerationCreateParams.builder().input("Hello").build());
        assertThat(answer.results().getFirst().flagged()).isTrue();
        assertThat(sentTo("/v1/moderations").text())
                .contains("\"model\":\"up-omni-moderation-latest\"");
        gateway.booksAreRight();
    }

    @Test
    void responds() throws IOException {
        overResponses();
        gateway.provider().answers(200, response("completed"));
        Response answer =
                client(gateway.key())
                        .responses()
                        .create(
                                ResponseCreateParams.builder()
                                        .model("codex")
                                        .input("Hello")
                                        .putAdditionalBodyProperty("x_odd", JsonValue.from(1))
                                        .build());
        assertThat(answer.id()).isEqualTo("resp_1");
        assertThat(sentTo("/v1/responses").text())
                .contains("\"model\":\"up-codex\"", "\"x_odd\":1");
        gateway.charged("responses", Usage.ofTokens(100, 40, 20, 5), "0.00036");
    }

    @Test
    void streamsResponses() throws IOException {
        streamOneResponse();
        gateway.charged("responses", Usage.ofTokens(100, 40, 20, 5), "0.00036");
    }

    private void streamOneResponse() throws IOException {
        overResponses();
        gateway.provider()
                .streams(
                        "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"sequence_number\":0,\"item_id\":\"i\",\"output_index\":0,\"content_index\":0,\"delta\":\"Hello\",\"logprobs\":[]}",
                        "event: response.completed\ndata: {\"type\":\"response.completed\",\"sequence_number\":1,\"response\":"
                                + response("completed")
                                + "}");
        ResponseCreateParams params =
                ResponseCreateParams.builder().model("codex").input("Hello").build();
        try (StreamResponse<ResponseStreamEvent> stream =
                client(gateway.key()).responses().createStreaming(params)) {
            List<ResponseStreamEvent> events = stream.stream().toList();
            assertThat(events.getFirst().outputTextDelta().orElseThrow().delta())
                    .isEqualTo("Hello");
            assertThat(events.getLast().isCompleted()).isTrue();
        }
    }

    @Test
    void keptResponsesAreForTheKeyThatAskedForThem() throws IOException {
        overResponses();
        OpenAIClient client = client(gateway.key());
        OpenAIClient other = client(gateway.key());
        gateway.provider().answers(200, response("completed"));
        client.responses()
                .create(ResponseCreateParams.builder().model("codex").input("Hello").build());
        assertThat(client.responses().retrieve("resp_1").id()).isEqualTo("resp_1");
        assertThat(sentTo("/v1/responses/resp_1").method()).isEqualTo("GET");
        for (String id : List.of("resp_1", "resp_2", "resp_1/cancel", "resp_1/../resp_1")) {
            OpenAIClient asking = id.equals("resp_1") ? other : client;
            assertThatThrownBy(() -> asking.responses().retrieve(id))
                    .isInstanceOf(NotFoundException.class);
        }
        client.responses().delete("resp_1");
        assertThat(sentTo("/v1/responses/resp_1").method()).isEqualTo("DELETE");
        assertThatThrownBy(() -> client.responses().retrieve("resp_1"))
                .isInstanceOf(NotFoundException.class);
        gateway.booksAreRight();
    }

    @Test
    void whatWasAskedOfAKeptResponseIsListed() throws IOException {
        streamOneResponse();
        OpenAIClient client = client(lastSecret);
        gateway.provider()
                .answers(
                        200,
                        "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"first_id\":\"a\",\"last_id\":\"b\"}");
        InputItemListParams params =
                InputItemListParams.builder().responseId("resp_1").limit(3).build();
        assertThat(client.responses().inputItems().list(params).data()).isEmpty();
        sentTo("/v1/responses/resp_1/input_items?limit=3");
    }

    private void overResponses() throws IOException {
        gateway.close();
        gateway =
                new GatewayWithProvider(
                        folder.resolve("responses"), Provider.Protocol.OPENAI_RESPONSES);
        gateway.serve("codex", price());
    }

    private static String response(String status) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"%s\",\"model\":\"up-codex\",\"output\":[{\"type\":\"message\",\"id\":\"i\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\",\"annotations\":[]}]}],\"usage\":{\"input_tokens\":100,\"input_tokens_details\":{\"cached_tokens\":40},\"output_tokens\":20,\"output_tokens_details\":{\"reasoning_tokens\":5},\"total_tokens\":120}}"
                .formatted(status);
    }

    @Test
    void listsModels() {
        OpenAIClient client = client(gateway.key());
        assertThat(client.models().list().data()).extracting(Model::id).contains("gpt");
        assertThat(client.models().retrieve("sandbox/echo").id()).isEqualTo("sandbox/echo");
        assertThatThrownBy(() -> client.models().retrieve("none"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void errorsAreTyped() {
        OpenAIClient client = client(gateway.key());
        assertThatThrownBy(() -> ask(client("sk-syn-wrong"), "gpt"))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> ask(client, "no-such-model"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ask(client(gateway.poorKey()), "gpt"))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(402));
        gateway.provider()
                .answers(400, "{\"error\":{\"message\":\"too hot\",\"code\":\"bad_temperature\"}}");
        assertThatThrownBy(() -> ask(client, "gpt"))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        e -> {
                            assertThat(e.code()).contains("bad_temperature");
                            assertThat(e.headers().values("x-syngate-provider"))
                                    .containsExactly("of gpt");
                        });
        OpenAIClient rare = client(gateway.rareKey());
        ask(rare, "sandbox/echo");
        assertThatThrownBy(() -> ask(rare, "sandbox/echo"))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        e -> assertThat(e.headers().values("Retry-After")).isNotEmpty());
        gateway.booksAreRight();
    }

    private static ChatCompletion ask(OpenAIClient client, String model) {
        return client.chat().completions().create(asking(model));
    }

    private static String streamed(OpenAIClient client, ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            return stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
        }
    }

    /// What the provider got, after it is certain that it came with our credential alone.
    private ScriptedProvider.Received sentTo(String target) {
        ScriptedProvider.Received sent = gateway.provider().last();
        assertThat(sent.target()).isEqualTo(target);
        assertThat(sent.header("Authorization"))
                .isEqualTo("Bearer " + GatewayWithProvider.CREDENTIAL);
        assertThat(sent.headers().toString()).doesNotContain("sk-syn-");
        return sent;
    }

    private OpenAIClient client(String secret) {
        lastSecret = secret;
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.address() + "/v1")
                .apiKey(secret)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams asking(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Hello there")
                .build();
    }
}
