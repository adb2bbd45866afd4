package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.provider.Provider.Protocol;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What other gateways lose on the way between protocols.
@Timeout(60)
class PeersMistakesTest {
    private static final String TOOLS =
            "\"tools\":[{\"name\":\"look\",\"input_schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}},{\"name\":\"hear\",\"input_schema\":{\"type\":\"object\"}}]";

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

    private static String chunk(String delta, String finish) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}"
                .formatted(delta, finish);
    }

    private static Script chunks(String... deltas) {
        String[] events = new String[deltas.length + 2];
        for (int i = 0; i < deltas.length; i++) {
            events[i] = chunk(deltas[i], "null");
        }
        events[deltas.length] = chunk("{}", "\"stop\"");
        events[deltas.length + 1] = "[DONE]";
        return ScriptedUpstream.events(events);
    }

    private HttpResponse<String> messages(boolean stream, String more) throws Exception {
        return scene.post(
                "/v1/messages",
                "{\"model\":\"m\",\"max_tokens\":9,\"stream\":%s%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                        .formatted(stream, more));
    }

    @Test
    void aFirstChunkWithoutRoleIsTheBeginning() throws Exception {
        scene.serve(Protocol.OPENAI_CHAT, chunks("{\"content\":\"Hello\"}"));
        assertThat(messages(true, "").body())
                .containsSubsequence(
                        "message_start", "content_block_start", "Hello", "message_stop");
    }

    @Test
    void anEndOfOneTextIsOneOfAList() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(
                        Protocol.ANTHROPIC_MESSAGES,
                        ScriptedUpstream.json(200, Spoken.MESSAGES.whole()));
        scene.post(
                "/v1/chat/completions",
                "{\"model\":\"m\",\"stop\":\"END\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(upstream.requests().getLast())
                .contains("\"stop_sequences\":[\"END\"]")
                .containsPattern("\"max_tokens\":[1-9]");
    }

    @Test
    void toolCallsToldByTurnsAreToldOneAfterTheOther() throws Exception {
        scene.serve(
                Protocol.OPENAI_CHAT,
                chunks(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c0\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"hear\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}},{\"index\":1,\"function\":{\"arguments\":\"{\\\"b\\\":\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"2}\"}},{\"index\":0,\"function\":{\"arguments\":\"1}\"}}]}"));
        String body = messages(true, "," + TOOLS).body();
        assertThat(body)
                .containsSubsequence(
                        "\"c0\"",
                        "{\\\"a\\\":",
                        "1}",
                        "content_block_stop",
                        "\"c1\"",
                        "{\\\"b\\\":",
                        "2}",
                        "content_block_stop",
                        "\"stop_reason\":\"tool_use\"");
    }

    @Test
    void aToolCallThatEndsWithStopWaitsForItsResult() throws Exception {
        scene.serve(
                Protocol.OPENAI_CHAT,
                chunks(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c0\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}"));
        assertThat(messages(true, "," + TOOLS).body())
                .contains("\"stop_reason\":\"tool_use\"")
                .doesNotContain("end_turn");
    }

    @Test
    void aLimitIsFilledInTowardsAnthropicWhereTheCallerNamesNone() throws Exception {
        ScriptedUpstream claude =
                scene.serve(
                        Protocol.ANTHROPIC_MESSAGES,
                        ScriptedUpstream.json(200, Spoken.MESSAGES.whole()));
        scene.post("/v1/responses", "{\"model\":\"m\",\"input\":\"hi\"}");
        assertThat(claude.requests().getLast()).containsPattern("\"max_tokens\":[1-9][0-9]{2,}");
    }

    @Test
    void aStreamOfTwoChoicesThatIsCutAfterTheFirstIsNotComplete() throws Exception {
        scene.serve(
                Protocol.OPENAI_CHAT,
                ScriptedUpstream.events(
                        chunk("{\"content\":\"One\"}", "null"), chunk("{}", "\"stop\"")));
        HttpResponse<String> cut =
                scene.post(
                        "/v1/chat/completions",
                        "{\"model\":\"m\",\"n\":2,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(cut.body()).contains("upstream_error").doesNotContain("[DONE]");
        assertThat(scene.record().error()).isEqualTo("upstream_error");
    }

    @Test
    void twoCandidatesOfGeminiAreCompleteWhenBothHaveEnded() throws Exception {
        String candidate =
                "{\"candidates\":[{\"index\":%d,\"content\":{\"parts\":[{\"text\":\"a\"}]}%s}]}";
        String end = ",\"finishReason\":\"STOP\"";
        String question =
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}],\"generationConfig\":{\"candidateCount\":2}}";
        List<String> events =
                List.of(
                        candidate.formatted(0, end),
                        candidate.formatted(1, ""),
                        candidate.formatted(1, end));
        List<List<String>> scripts = new ArrayList<>(List.of(events.subList(0, 2), events));
        scene.serve(
                Protocol.GEMINI,
                (request, out) ->
                        ScriptedUpstream.events(scripts.removeFirst().toArray(String[]::new))
                                .answer(request, out));
        String path = "/v1beta/models/m:streamGenerateContent?alt=sse";
        assertThat(scene.post(path, question).body()).contains("\"error\"");
        assertThat(scene.post(path, question).body()).doesNotContain("\"error\"");
    }

    @Test
    void aRefusalIsSaid() throws Exception {
        scene.serve(
                Protocol.OPENAI_CHAT,
                ScriptedUpstream.json(
                        200,
                        "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I will not\"},\"finish_reason\":\"stop\"}]}"));
        assertThat(messages(false, "").body()).contains("I will not");
    }

    @Test
    void aForcedToolStaysForcedUnderItsName() throws Exception {
        ScriptedUpstream chat =
                scene.serve(Protocol.OPENAI_CHAT, ScriptedUpstream.json(200, Spoken.CHAT.whole()));
        messages(false, "," + TOOLS + ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"look\"}");
        assertThat(chat.requests().getLast())
                .contains(
                        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"look\"}}");
    }

    @Test
    void aResultNamesItsFunctionTowardsGemini() throws Exception {
        ScriptedUpstream gemini =
                scene.serve(Protocol.GEMINI, ScriptedUpstream.json(200, Spoken.GEMINI.whole()));
        scene.post(
                "/v1/chat/completions",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c0\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"c0\",\"content\":\"seen\"}]}");
        assertThat(gemini.requests().getLast())
                .containsPattern("\"functionResponse\":\\{\"id\":\"c0\",\"name\":\"look\"");
    }

    /// The thought and its signature come back though the client sends neither.
    @Test
    void thoughtsAndSignaturesOutliveClientsThatDropThem() throws Exception {
        ScriptedUpstream claude =
                scene.serve(
                        Protocol.ANTHROPIC_MESSAGES,
                        ScriptedUpstream.json(
                                200,
                                "{\"id\":\"a\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"SIG\"},{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"look\",\"input\":{}}],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}"));
        String question =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}%s]}";
        HttpResponse<String> first = scene.post("/v1/chat/completions", question.formatted(""));
        assertThat(first.body()).contains("\"reasoning_content\":\"hm\"", "\"tool_calls\"");
        scene.post(
                "/v1/chat/completions",
                question.formatted(
                        ",{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
                                + "{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"content\":\"seen\"}"));
        assertThat(claude.requests().getLast())
                .contains(
                        "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"SIG\"},{\"type\":\"tool_use\"");
    }

    @Test
    void theWaitThatAProviderNamesReachesCallersOfOtherProtocols() throws Exception {
        scene.serve(
                Protocol.OPENAI_CHAT,
                ScriptedUpstream.json(
                        429, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After: 17"));
        HttpResponse<String> answer = messages(false, "");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("17");
        assertThat(answer.body()).contains("rate_limit_error");
    }

    @Test
    void aFailureInTheMiddleIsAnErrorEventAndNoEnd() throws Exception {
        scene.serve(
                Protocol.OPENAI_CHAT,
                ScriptedUpstream.events(
                        chunk("{\"content\":\"Hel\"}", "null"),
                        "{\"error\":{\"message\":\"the model fell over\"}}",
                        chunk("{}", "\"stop\""),
                        "[DONE]"));
        String body = messages(true, "").body();
        assertThat(body).containsSubsequence("Hel", "event: error", "the model fell over");
        assertThat(body.toLowerCase(Locale.ROOT)).doesNotContain("message_stop");
        assertThat(List.of(scene.record().error())).containsExactly("upstream_error");
    }
}
