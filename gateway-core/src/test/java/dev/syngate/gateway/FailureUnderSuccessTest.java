package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Usage;
import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.provider.Provider;
import dev.syngate.routing.Circuits.Health;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A failure under status 200 is a failure to the router, the circuit and the bill.
@Timeout(60)
class FailureUnderSuccessTest {
    private static final List<String> BODIES =
            List.of(
                    "{\"error\":{\"message\":\"out of luck\",\"type\":\"server_error\"}}",
                    "{\"error\":\"out of luck\",\"error_type\":\"overloaded\"}",
                    "{\"detail\":\"out of luck\"}",
                    "{\"code\":20015,\"message\":\"out of luck\",\"data\":null}",
                    "data: {\"type\":\"error\",\"error\":{\"message\":\"out of luck\"}}\n\n",
                    ": keep-alive\n\ndata: {\"error\":{\"message\":\"out of luck\"}}\n\n",
                    "<html>out of luck</html>",
                    ": nothing but a comment\n\n",
                    "");

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

    static Stream<Arguments> failures() {
        return Stream.of(Spoken.values())
                .flatMap(spoken ->
                        Stream.of(true, false)
                                .flatMap(stream ->
                                        BODIES.stream()
                                                .map(body -> Arguments.of(spoken, stream, body))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theNextRouteIsTried(Spoken spoken, boolean stream, String body) throws Exception {
        String type = stream ? "text/event-stream" : "application/json";
        scene.serve(spoken.protocol(), failing(body, type));
        scene.serve(
                spoken.protocol(),
                answer(
                        spoken.answer(stream).getBytes(StandardCharsets.UTF_8),
                        "Content-Type: " + type));
        HttpResponse<String> answer = scene.post(spoken.path(stream), spoken.question(stream));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("hello").doesNotContain("luck", "nothing but");
        assertThat(scene.outcomes()).containsExactly("p1: failed with status 200", "p2: ok");
        assertThat(scene.record().receipt().usage()).isEqualTo(Usage.ofTokens(100, 0, 20, 0));
        assertThat(scene.health("p1")).isEqualTo(Health.DEGRADED);
        assertThat(scene.health("p2")).isEqualTo(Health.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoOtherItIsToldAndFree(Spoken spoken) throws Exception {
        scene.serve(spoken.protocol(), failing(BODIES.getFirst(), "application/json"));
        HttpResponse<String> answer = scene.post(spoken.path(true), spoken.question(true));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("out of luck");
        assertThat(scene.record().charged().isZero()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    /v1/embeddings         | {"model":"m","input":"hi"}
                    /v1/rerank             | {"model":"m","query":"q","documents":["a"]}
                    /v1/moderations        | {"model":"m","input":"hi"}
                    /v1/images/generations | {"model":"m","prompt":"hi"}
                    /v1/audio/speech       | {"model":"m","input":"hi","voice":"v"}
                    """)
    void otherAnswersFailAsWell(String path, String question) throws Exception {
        for (String body : BODIES.subList(0, 4)) {
            try (AnswerScene other =
                    new AnswerScene(folder.resolve("other" + BODIES.indexOf(body)))) {
                other.serve(Provider.Protocol.OPENAI_CHAT, failing(body, "application/json"));
                HttpResponse<String> answer = other.post(path, question);
                assertThat(answer.statusCode()).as(body).isEqualTo(502);
                assertThat(answer.body()).contains("out of luck");
                assertThat(other.record().charged().isZero()).isTrue();
            }
        }
    }

    @Test
    void aMistakeThatIsToldUnderAGoodStatusIsTheCallers() throws Exception {
        scene.serve(
                Provider.Protocol.OPENAI_CHAT,
                failing("{\"error\":{\"message\":\"too long\",\"code\":400}}", "application/json"));
        HttpResponse<String> answer =
                scene.post(Spoken.CHAT.path(false), Spoken.CHAT.question(false));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("too long");
        assertThat(scene.health("p1")).isEqualTo(Health.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatEndsWithAnErrorIsAFailureToTheCircuit(Spoken spoken) throws Exception {
        String first = spoken.unmarked().substring(0, spoken.unmarked().indexOf("\n\n") + 2);
        String error = "data: {\"type\":\"error\",\"error\":{\"message\":\"out of luck\"}}\n\n";
        scene.serve(spoken.protocol(), failing(first + error, "text/event-stream"));
        HttpResponse<String> answer = scene.post(spoken.path(true), spoken.question(true));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("out of luck");
        assertThat(scene.health("p1")).isNotEqualTo(Health.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsCutIsAFailureToTheCircuit(Spoken spoken) throws Exception {
        String first = spoken.unmarked().substring(0, spoken.unmarked().indexOf("\n\n") + 2);
        scene.serve(spoken.protocol(), failing(first, "text/event-stream"));
        HttpResponse<String> answer = scene.post(spoken.path(true), spoken.question(true));
        assertThat(answer.body()).contains("rror").doesNotContain(spoken.end());
        assertThat(scene.health("p1")).isNotEqualTo(Health.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFailedResponseReachesTheCallerAfterTheError(boolean told) throws Exception {
        String begun = "{\"type\":\"response.created\",\"response\":{\"id\":\"r\"}}";
        String error = "{\"type\":\"error\",\"code\":\"busy\",\"message\":\"too busy now\"}";
        String failed =
                "{\"type\":\"response.failed\",\"response\":{\"id\":\"r\",\"error\":{\"message\":\"too busy now\"}}}";
        String done = "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\"}}";
        String stream =
                told
                        ? ScriptedUpstream.stream(begun, error, failed, done)
                        : ScriptedUpstream.stream(begun, error);
        scene.serve(Spoken.RESPONSES.protocol(), failing(stream, "text/event-stream"));
        String body =
                scene.post(Spoken.RESPONSES.path(true), Spoken.RESPONSES.question(true)).body();
        assertThat(body)
                .doesNotContain("response.completed")
                .containsOnlyOnce("\"response.failed\"");
        assertThat(body.substring(body.indexOf("response.failed"))).contains("too busy now");
        assertThat(scene.record().error()).isEqualTo("upstream_error");
    }

    private static Script failing(String body, String type) {
        return answer(body.getBytes(StandardCharsets.UTF_8), "Content-Type: " + type);
    }
}
