package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.provider.Provider;
import dev.syngate.routing.Circuits.Health;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the gateway asks for its own sake may be refused.
@Timeout(60)
class BareRequestTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    400 | {"error":{"message":"Unrecognized request argument supplied: stream_options"}}
                    422 | {"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}
                    400 | {"error":{"message":"Unknown field in the body"}}
                    500 | {"error":"include_usage is not implemented"}
                    200 | {"error":"stream_options: unsupported"}
                    """)
    void aProviderThatRefusesItIsAskedWithoutAndRemembered(int status, String refusal)
            throws Exception {
        ScriptedUpstream upstream =
                scene.serve(Provider.Protocol.OPENAI_CHAT, refusing(status, refusal));
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = ask(Spoken.CHAT);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("hello", "[DONE]");
        }
        assertThat(upstream.requests().stream().map(r -> r.contains("stream_options")))
                .containsExactly(true, false, false);
        assertThat(scene.record().receipt().usage().estimated()).isTrue();
        assertThat(scene.record().receipt().usage().output()).isPositive();
        assertThat(scene.health("p1")).isEqualTo(Health.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT", "COMPLETIONS"})
    void bothEndpointsAreAskedAgain(Spoken spoken) throws Exception {
        ScriptedUpstream upstream =
                scene.serve(
                        Provider.Protocol.OPENAI_CHAT,
                        (request, out) -> {
                            boolean asks = request.contains("stream_options");
                            Script script =
                                    asks
                                            ? json(400, "{\"error\":\"stream_options\"}")
                                            : stream(spoken);
                            script.answer(request, out);
                        });
        assertThat(ask(spoken).body()).contains("hello", "[DONE]");
        assertThat(upstream.requests()).hasSize(2);
    }

    @Test
    void whatIsWrongForAnotherReasonIsToldAndForgotten() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(
                        Provider.Protocol.OPENAI_CHAT,
                        json(400, "{\"error\":\"unknown parameter: tool_7\"}"));
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = ask(Spoken.CHAT);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("tool_7");
        }
        assertThat(upstream.requests().stream().map(r -> r.contains("stream_options")))
                .containsExactly(true, false, true, false);
    }

    @Test
    void otherMistakesAreNotSentTwice() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(
                        Provider.Protocol.OPENAI_CHAT,
                        json(400, "{\"error\":\"the prompt is too long\"}"));
        assertThat(ask(Spoken.CHAT).statusCode()).isEqualTo(400);
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void whatTheCallerAskedForIsTheCallersToTakeBack() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(
                        Provider.Protocol.OPENAI_CHAT,
                        refusing(400, "{\"error\":\"stream_options\"}"));
        String question =
                Spoken.CHAT
                        .question(true)
                        .replace(
                                "\"stream\"",
                                "\"stream_options\":{\"include_usage\":true},\"stream\"");
        assertThat(scene.post(Spoken.CHAT.path(true), question).statusCode()).isEqualTo(400);
        assertThat(upstream.requests()).hasSize(1);
    }

    private HttpResponse<String> ask(Spoken spoken) throws Exception {
        return scene.post(spoken.path(true), spoken.question(true));
    }

    private static Script refusing(int status, String refusal) {
        return (request, out) -> {
            boolean asks = request.contains("stream_options");
            (asks ? json(status, refusal) : stream(Spoken.CHAT)).answer(request, out);
        };
    }

    /// The stream without usage.
    private static Script stream(Spoken spoken) {
        String text =
                String.join(
                        "\n\n",
                        List.of(spoken.stream().split("\n\n")).stream()
                                .map(event -> event.replaceAll(",\"usage\":\\{[^}]*}", ""))
                                .toList());
        return ScriptedUpstream.answer(
                (text + "\n\n").getBytes(StandardCharsets.UTF_8),
                "Content-Type: text/event-stream");
    }
}
