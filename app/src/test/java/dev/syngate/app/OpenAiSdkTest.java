package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The official SDK, unchanged, against the gateway.
@Timeout(60)
class OpenAiSdkTest {
    @TempDir private Path folder;
    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void completes() {
        ChatCompletion completion =
                client(key(Account.LOCAL)).chat().completions().create(asking("sandbox/echo"));
        assertThat(completion.choices().getFirst().message().content()).contains("Hello there");
        assertThat(completion.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    void streams() {
        OpenAIClient client = client(key(Account.LOCAL));
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(asking("sandbox/reasoner"))) {
            String text =
                    stream.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .flatMap(choice -> choice.delta().content().stream())
                            .collect(Collectors.joining());
            assertThat(text).contains("This is the sandbox");
        }
    }

    @Test
    void errorsAreTyped() {
        assertThatThrownBy(() ->
                        client("sk-syn-wrong").chat().completions().create(asking("sandbox/echo")))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() ->
                        client(key(Account.LOCAL))
                                .chat()
                                .completions()
                                .create(asking("no-such-model")))
                .isInstanceOf(NotFoundException.class);
        gateway.accounts().add("Poor", Account.Mode.PREPAID);
        assertThatThrownBy(() ->
                        client(key("Poor")).chat().completions().create(asking("sandbox/echo")))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(402));
    }

    private String key(String account) {
        return gateway.keys()
                .create(
                        new KeyDraft(
                                account,
                                account,
                                Group.STANDARD,
                                null,
                                null,
                                ApiKey.Limits.DEFAULT))
                .secret();
    }

    private OpenAIClient client(String secret) {
        String address = ((GatewayState.Running) gateway.state()).address();
        return OpenAIOkHttpClient.builder()
                .baseUrl(address + "/v1")
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
