package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.codec.Memory;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.Endpoint;
import dev.syngate.provider.Provider.Protocol;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pictures from models that make them as part of an answer.
@Timeout(60)
class ImagesByChatTest {
    private static final String PATH = "/v1/images/generations";
    private static final String QUESTION =
            "{\"model\":\"m\",\"prompt\":\"a red fox\",\"size\":\"1536x1024\",\"quality\":\"high\"%s}";
    private static final String ANSWER =
            "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Here\"},{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"aW1n\"}}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":1290}}";

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
    void geminiMakesThem() throws Exception {
        ScriptedUpstream gemini = scene.serve(Protocol.GEMINI, ScriptedUpstream.json(200, ANSWER));
        HttpResponse<String> answer = scene.post(PATH, QUESTION.formatted(""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"data\":[{\"b64_json\":\"aW1n\"}]", "\"output_tokens\":1290");
        assertThat(answer.headers().firstValue("x-syngate-dropped")).hasValue("quality");
        assertThat(gemini.requests().getLast())
                .contains(
                        "/models/m:generateContent",
                        "a red fox",
                        "\"responseModalities\":[\"TEXT\",\"IMAGE\"]",
                        "\"aspectRatio\":\"3:2\"");
        assertThat(scene.record().receipt().usage().media().images()).isEqualTo(1);
        assertThat(scene.record().receipt().usage().output()).isEqualTo(1290);
        String url = scene.post(PATH, QUESTION.formatted(",\"response_format\":\"url\"")).body();
        assertThat(url).contains("\"url\":\"data:image/png;base64,aW1n\"");
    }

    @Test
    void streamsEndWithThePicture() throws Exception {
        scene.serve(Protocol.GEMINI, ScriptedUpstream.events(ANSWER));
        String body = scene.post(PATH, QUESTION.formatted(",\"stream\":true")).body();
        assertThat(body)
                .contains("event: image_generation.completed", "\"b64_json\":\"aW1n\"")
                .doesNotContain("error");
        assertThat(scene.record().receipt().usage().output()).isEqualTo(1290);
    }

    @Test
    void whoCannotMakeThemSaysSo() throws Exception {
        ScriptedUpstream claude =
                scene.serve(
                        Protocol.ANTHROPIC_MESSAGES,
                        ScriptedUpstream.json(200, Spoken.MESSAGES.whole()));
        HttpResponse<String> answer = scene.post(PATH, QUESTION.formatted(""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(claude.requests()).isEmpty();
    }

    @Test
    void chatCompletionsAreAskedForThemAsOpenRouterWantsIt() {
        Translation.Translated call =
                Translation.of(
                                Endpoint.IMAGE_GENERATIONS,
                                "id",
                                "m",
                                1,
                                5,
                                QUESTION.formatted("").getBytes(StandardCharsets.UTF_8),
                                "key",
                                Memory.empty(),
                                null)
                        .to(Endpoint.CHAT, "um", false, "maker");
        assertThat(call.json().toString())
                .contains("\"modalities\":[\"image\",\"text\"]", "\"aspect_ratio\":\"3:2\"");
        byte[] told =
                call.answer()
                        .whole(
                                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\",\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,aW1n\"}}]},\"finish_reason\":\"stop\"}]}"
                                        .getBytes(StandardCharsets.UTF_8));
        assertThat(new String(told, StandardCharsets.UTF_8))
                .contains("\"data\":[{\"b64_json\":\"aW1n\"}]");
    }
}
