package dev.syngate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/api/v1/chat/completions",
                "/chat/completions",
                "/rpc/anything/api/v1/chat/completions",
                "/v1/v1/chat/completions",
                "/v1/chat/completions/chat/completions",
                "//v1//chat/completions/"
            })
    void everyFormOfTheBaseUrlReachesTheEndpoint(String path) {
        assertThat(Paths.of(path).joined()).isEqualTo("chat/completions");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models/models%2Fsmall.gguf,models/small.gguf",
        "/v1/models/C:%5Cllm%5csmall.gguf,C:\\llm\\small.gguf",
        "/v1/models/vendor%2Fname:free,vendor/name:free",
        "/v1/models/@cf/meta/llama-3,@cf/meta/llama-3"
    })
    void idsOfModelsAreReadAsTheyAreListed(String path, String id) {
        Paths read = Paths.of(path);
        assertThat(read.isModels()).isTrue();
        assertThat(read.joined()).isEqualTo("models/" + id);
    }

    @Test
    void whatShouldBeFixedIsSaid() {
        assertThat(Paths.of("/v1/v1/models").hint()).contains("twice");
        assertThat(Paths.of("/v1/models").hint()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/gemini-2.5-pro:generateContent,GENERATE_CONTENT,gemini-2.5-pro",
        "/v1/models/a/b:streamGenerateContent,STREAM_GENERATE_CONTENT,a/b",
        "/rpc/x/api/v1beta/models/m:countTokens,GEMINI_COUNT_TOKENS,m",
        "/v1beta/v1beta/models/m:generateContent,GENERATE_CONTENT,m"
    })
    void geminisPathsNameTheModel(String path, Endpoint endpoint, String model) {
        assertThat(Paths.of(path).modelCall()).isEqualTo(new Paths.ModelCall(endpoint, model));
        assertThat(Paths.of(path).isGemini()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions/models,models",
        "/v1/chat/completions/v1/messages,messages",
        "/v1/messages/v1/messages,messages",
        "/v1/responses/responses,responses",
        "/v1/embeddings/embeddings,embeddings"
    })
    void anEndpointPastedAsBaseIsForgivenWithAHint(String path, String served) {
        assertThat(Paths.of(path).joined()).isEqualTo(served);
        assertThat(Paths.of(path).hint()).contains("whole endpoint");
    }

    @Test
    void countTokensIsNotTakenForAPastedEndpoint() {
        assertThat(Paths.of("/v1/messages/count_tokens").modelCall())
                .isEqualTo(new Paths.ModelCall(Endpoint.COUNT_TOKENS, null));
        assertThat(Paths.of("/v1/messages/count_tokens").hint()).isNull();
    }
}
