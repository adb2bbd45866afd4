package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.syngate.billing.Price;
import dev.syngate.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The official SDKs, unchanged, against providers of other protocols than their own.
@Timeout(60)
class OtherProvidersSdkTest {
    private static final String CLAUDE =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"up\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"c2ln\"},{\"type\":\"text\",\"text\":\"Hello\"},{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"weather\",\"input\":{\"city\":\"Paris\"}}],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":10,\"output_tokens\":20}}";
    private static final String[] CHAT = {
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"Hm\"}}]}",
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}",
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\"}}]}}]}",
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Paris\\\"}\"}}]}}]}",
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
        "{\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}",
        "[DONE]"
    };

    @TempDir private Path folder;
    private GatewayWithProvider gateway;

    private void serve(Provider.Protocol protocol) throws IOException {
        gateway = new GatewayWithProvider(folder, protocol);
        gateway.serve("m", Price.FREE);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private OpenAIClient openAi() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.address() + "/v1")
                .apiKey(gateway.key())
                .maxRetries(0)
                .build();
    }

    private AnthropicClient anthropic() {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.address())
                .apiKey(gateway.key())
                .maxRetries(0)
                .build();
    }

    @Test
    void openAisChatReachesAnthropic() throws IOException {
        serve(Provider.Protocol.ANTHROPIC_MESSAGES);
        gateway.provider().answers(200, CLAUDE);
        ChatCompletion answer =
                openAi().chat()
                        .completions()
                        .create(
                                ChatCompletionCreateParams.builder()
                                        .model("m")
                                        .addUserMessage("Hello there")
                                        .build());
        var choice = answer.choices().getFirst();
        assertThat(choice.message().content()).contains("Hello");
        assertThat(choice.finishReason())
                .isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Paris\"}");
        assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(10);
    }

    @Test
    void openAisResponsesStreamFromChat() throws IOException {
        serve(Provider.Protocol.OPENAI_CHAT);
        gateway.provider().streams(CHAT);
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (com.openai.core.http.StreamResponse<ResponseStreamEvent> stream =
                openAi().responses()
                        .createStreaming(
                                ResponseCreateParams.builder().model("m").input("Hi").build())) {
            stream.stream().forEach(whole::accumulate);
        }
        Response response = whole.response();
        assertThat(response.output()).hasSize(3);
        assertThat(response.output().get(0).isReasoning()).isTrue();
        assertThat(
                        response.output()
                                .get(1)
                                .asMessage()
                                .content()
                                .getFirst()
                                .asOutputText()
                                .text())
                .isEqualTo("Hello");
        assertThat(response.output().get(2).asFunctionCall().arguments())
                .isEqualTo("{\"city\":\"Paris\"}");
    }

    @Test
    void openAisChatStreamsFromGemini() throws IOException {
        serve(Provider.Protocol.GEMINI);
        gateway.provider()
                .streams(
                        "{\"candidates\":[{\"index\":0,\"content\":{\"parts\":[{\"text\":\"Hel\"}]}}]}",
                        "{\"candidates\":[{\"index\":0,\"content\":{\"parts\":[{\"text\":\"lo\"}]},\"finishReason\":\"STOP\"}]}");
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream =
                openAi().chat()
                        .completions()
                        .createStreaming(
                                ChatCompletionCreateParams.builder()
                                        .model("m")
                                        .addUserMessage("Hi")
                                        .build())) {
            stream.stream().forEach(whole::accumulate);
        }
        assertThat(whole.chatCompletion().choices().getFirst().message().content())
                .contains("Hello");
    }

    @Test
    void anthropicsStreamsFromChat() throws IOException {
        serve(Provider.Protocol.OPENAI_CHAT);
        gateway.provider().streams(CHAT);
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream =
                anthropic()
                        .messages()
                        .createStreaming(
                                MessageCreateParams.builder()
                                        .model("m")
                                        .maxTokens(100)
                                        .addUserMessage("Hello there")
                                        .build())) {
            stream.stream().forEach(whole::accumulate);
        }
        Message message = whole.message();
        assertThat(message.content().get(0).asThinking().thinking()).isEqualTo("Hm");
        assertThat(message.content().get(1).asText().text()).isEqualTo("Hello");
        assertThat(message.content().get(2).asToolUse().name()).isEqualTo("weather");
        assertThat(message.usage().outputTokens()).isEqualTo(20);
    }

    @Test
    void googlesReachesAnthropic() throws IOException {
        serve(Provider.Protocol.ANTHROPIC_MESSAGES);
        gateway.provider().answers(200, CLAUDE);
        try (Client client =
                Client.builder()
                        .apiKey(gateway.key())
                        .httpOptions(HttpOptions.builder().baseUrl(gateway.address()).build())
                        .build()) {
            var answer = client.models.generateContent("m", "Hello there", null);
            assertThat(answer.parts().get(0).text()).contains("Hello");
            assertThat(answer.functionCalls().get(0).name()).contains("weather");
        }
    }
}
