package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.provider.Provider.Protocol;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Thoughts that whoever is asked did not make are taken out, and it is asked once more.
@Timeout(60)
class RefusedThoughtsTest {
    private static final String MESSAGES =
            """
            {"model":"m","max_tokens":3000,"thinking":{"type":"enabled","budget_tokens":1024},"messages":[
            {"role":"user","content":"hi"},
            {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"FOREIGN"},
            {"type":"tool_use","id":"t1","name":"look","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x"}]}]}
            """;
    private static final String CONTENTS =
            """
            {"contents":[{"role":"user","parts":[{"text":"hi"}]},
            {"role":"model","parts":[{"functionCall":{"name":"look","args":{}},"thoughtSignature":"FOREIGN"}]},
            {"role":"user","parts":[{"functionResponse":{"name":"look","response":{"a":1}}}]}]}
            """;
    private static final String INPUT =
            """
            {"model":"m","input":[{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"FOREIGN"},
            {"role":"user","content":"hi"}]}
            """;

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

    private static Script refusing(Spoken spoken, String message) {
        return (request, out) ->
                (request.contains("FOREIGN")
                                ? ScriptedUpstream.json(
                                        400,
                                        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\""
                                                + message
                                                + "\"}}")
                                : ScriptedUpstream.json(200, spoken.whole()))
                        .answer(request, out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MESSAGES | messages.1.content.0: Invalid `signature` in `thinking` block
                    MESSAGES | messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.
                    MESSAGES | `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.
                    GEMINI | Thought signature is not valid.
                    GEMINI | Function call `look` in the 2. content block is missing a `thought_signature`.
                    RESPONSES | The encrypted content FORE could not be verified. Reason: Encrypted content could not be decrypted or parsed.
                    """)
    void areLeftOutWhereTheyAreRefused(Spoken spoken, String message) throws Exception {
        ScriptedUpstream upstream = scene.serve(spoken.protocol(), refusing(spoken, message));
        String question =
                switch (spoken) {
                    case MESSAGES -> MESSAGES;
                    case GEMINI -> CONTENTS;
                    default -> INPUT;
                };
        HttpResponse<String> answer = scene.post(spoken.path(false), question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-syngate-dropped")).hasValue("thoughts");
        assertThat(upstream.requests()).hasSize(2);
        String last = upstream.requests().getLast();
        assertThat(last).contains("hi").doesNotContain("FOREIGN");
        if (spoken == Spoken.MESSAGES) {
            assertThat(last).contains("tool_use").doesNotContain("budget_tokens");
        }
        if (spoken == Spoken.GEMINI) {
            assertThat(last).contains("skip_thought_signature_validator");
        }
    }

    @Test
    void whatIsRefusedAgainIsTold() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(
                        Protocol.ANTHROPIC_MESSAGES,
                        ScriptedUpstream.json(
                                400,
                                "{\"type\":\"error\",\"error\":{\"message\":\"Invalid `signature` in `thinking` block\"}}"));
        HttpResponse<String> answer = scene.post("/v1/messages", MESSAGES);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid `signature`");
        assertThat(upstream.requests()).hasSize(2);
    }
}
