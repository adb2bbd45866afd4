package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.provider.Provider.Protocol;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Vectors for callers of either protocol from providers of either.
@Timeout(60)
class EmbeddingsTest {
    private static final String OPENAI =
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,-0.25]},{\"object\":\"embedding\",\"index\":1,\"embedding\":[1.0,0.0]}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":6,\"total_tokens\":6}}";
    private static final String GEMINI =
            "{\"embeddings\":[{\"values\":[0.5,-0.25]},{\"values\":[1.0,0.0]}]}";
    private static final String BATCH =
            "{\"requests\":[{\"model\":\"models/m\",\"content\":{\"parts\":[{\"text\":\"one\"}]},\"outputDimensionality\":2,\"taskType\":\"CLUSTERING\"},{\"model\":\"models/m\",\"content\":{\"parts\":[{\"text\":\"two\"}]}}]}";

    @TempDir private Path folder;
    private AnswerScene scene;

    @BeforeEach
    void open() {
        scene = new AnswerScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void geminisCallersAreServedByOpenAisProviders() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(Protocol.OPENAI_CHAT, ScriptedUpstream.json(200, OPENAI));
        HttpResponse<String> batch = scene.post("/v1beta/models/m:batchEmbedContents", BATCH);
        assertThat(batch.body()).isEqualTo(GEMINI);
        assertThat(batch.headers().firstValue("x-syngate-dropped")).hasValue("taskType");
        assertThat(upstream.requests().getLast())
                .contains("/embeddings", "\"input\":[\"one\",\"two\"]", "\"dimensions\":2");
        assertThat(scene.record().receipt().usage().input()).isEqualTo(6);
        assertThat(
                        scene.post(
                                        "/v1beta/models/m:embedContent",
                                        "{\"content\":{\"parts\":[{\"text\":\"one\"}]}}")
                                .body())
                .isEqualTo("{\"embedding\":{\"values\":[0.5,-0.25]}}");
    }

    @Test
    void openAisCallersAreServedByGemini() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(Protocol.GEMINI, ScriptedUpstream.json(200, GEMINI));
        String question = "{\"model\":\"m\",\"input\":[\"one\",\"two\"],\"dimensions\":2%s}";
        String plain = scene.post("/v1/embeddings", question.formatted("")).body();
        assertThat(plain)
                .contains("\"index\":0,\"embedding\":[0.5,-0.25]", "\"index\":1", "\"usage\"");
        assertThat(upstream.requests().getLast())
                .contains("/models/m:batchEmbedContents", "\"outputDimensionality\":2", "two");
        assertThat(scene.record().receipt().usage().input()).isPositive();
        assertThat(
                        scene.post(
                                        "/v1/embeddings",
                                        question.formatted(",\"encoding_format\":\"base64\""))
                                .body())
                .contains("\"embedding\":\"AAAAPwAAgL4=\"");
        assertThat(scene.post("/v1/embeddings", "{\"model\":\"m\",\"input\":[1,2]}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theSameProtocolIsPassedOn() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(Protocol.GEMINI, ScriptedUpstream.json(200, GEMINI));
        assertThat(scene.post("/v1beta/models/m:batchEmbedContents", BATCH).body())
                .isEqualTo(GEMINI);
        assertThat(upstream.requests().getLast()).contains(BATCH);
    }

    @Test
    void theModelsInABatchAreNamedAsTheirProviderNamesThem() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(Protocol.GEMINI, ScriptedUpstream.json(200, GEMINI));
        var gateway = scene.gateway();
        gateway.models().addRoute("mine", gateway.providers().list().getFirst(), "m");
        String batch = BATCH.replace("models/m", "models/mine");
        assertThat(scene.post("/v1beta/models/mine:batchEmbedContents", batch).body())
                .isEqualTo(GEMINI);
        assertThat(upstream.requests().getLast())
                .contains("/models/m:batchEmbedContents", BATCH)
                .doesNotContain("mine");
        HttpResponse<String> other =
                scene.post(
                        "/v1beta/models/mine:batchEmbedContents",
                        batch.replaceFirst("models/mine", "models/other"));
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("models/mine");
    }

    @Test
    void whoMakesNoneSaysSo() throws Exception {
        scene.serve(Protocol.ANTHROPIC_MESSAGES, ScriptedUpstream.json(200, "{}"));
        assertThat(scene.post("/v1/embeddings", "{\"model\":\"m\",\"input\":\"one\"}").statusCode())
                .isEqualTo(400);
    }
}
