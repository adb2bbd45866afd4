package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.provider.Provider.Protocol;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What providers refuse is said otherwise from then on.
@Timeout(60)
class LearnedQuirksTest {
    private static final String QUESTION =
            "{\"model\":\"m\",\"max_tokens\":9,\"seed\":1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir private Path folder;

    /// Says of `max_tokens` and `seed` what OpenAI's reasoning models say, one at a time.
    private static ScriptedUpstream.Script strict() {
        return (request, out) -> {
            String refusal =
                    request.contains("\"max_tokens\"")
                            ? "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
                            : request.contains("\"seed\"") ? "Unknown parameter: 'seed'." : "";
            (refusal.isEmpty()
                            ? ScriptedUpstream.json(200, Spoken.CHAT.whole())
                            : ScriptedUpstream.json(
                                    400, "{\"error\":{\"message\":\"" + refusal + "\"}}"))
                    .answer(request, out);
        };
    }

    @Test
    void theyAreRememberedAndShownAndForgotten() throws Exception {
        try (AnswerScene scene = new AnswerScene(folder)) {
            ScriptedUpstream upstream = scene.serve(Protocol.OPENAI_CHAT, strict());
            HttpResponse<String> first = scene.post("/v1/chat/completions", QUESTION);
            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            assertThat(first.headers().firstValue("x-syngate-dropped")).hasValue("seed");
            assertThat(upstream.requests()).hasSize(3);
            assertThat(scene.outcomes().getLast()).isEqualTo("p1: ok without seed");
            assertThat(upstream.requests().getLast())
                    .contains("\"max_completion_tokens\":9")
                    .doesNotContain("seed");
            HttpResponse<String> second =
                    scene.post("/v1/messages", QUESTION.replace("\"seed\":1,", ""));
            assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(4);
            Management management = scene.gateway().management();
            assertThat(management.get("providers", "p1").path("quirks").toString())
                    .contains("max_tokens → max_completion_tokens", "without seed");
            assertThat(management.delete("providers", "p1", "quirks").path("quirks")).isEmpty();
            scene.post("/v1/chat/completions", QUESTION);
            assertThat(upstream.requests()).hasSize(7);
        }
        try (RunningGateway again = new RunningGateway(folder)) {
            assertThat(again.gateway().management().get("providers", "p1").path("quirks"))
                    .hasSize(2);
            again.gateway()
                    .management()
                    .patch(Map.of("base_url", "http://127.0.0.1:1/v1"), "providers", "p1");
            assertThat(again.gateway().management().get("providers", "p1").path("quirks"))
                    .isEmpty();
        }
    }

    @Test
    void whatIsMeantSeriouslyIsNeverLeftOut() throws Exception {
        try (AnswerScene scene = new AnswerScene(folder)) {
            ScriptedUpstream upstream =
                    scene.serve(
                            Protocol.OPENAI_CHAT,
                            ScriptedUpstream.json(
                                    400,
                                    "{\"error\":{\"message\":\"Unsupported parameter: 'tools'\",\"param\":\"tools\"}}"));
            HttpResponse<String> answer =
                    scene.post(
                            "/v1/chat/completions",
                            QUESTION.replace("\"seed\":1", "\"tools\":[{\"type\":\"function\"}]"));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("tools");
            assertThat(upstream.requests()).hasSize(1);
        }
    }
}
