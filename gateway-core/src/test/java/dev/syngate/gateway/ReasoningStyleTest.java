package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.codec.Hearing;
import dev.syngate.codec.Said;
import dev.syngate.codec.Wire;
import dev.syngate.hub.ReasoningStyle;
import dev.syngate.provider.Provider.Protocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How the callers of a key are told thoughts, whatever both sides speak.
@Timeout(60)
class ReasoningStyleTest {
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

    static Stream<Arguments> pairs() {
        return Stream.of(Wire.values())
                .flatMap(caller ->
                        Stream.of(Wire.values()).map(provider -> Arguments.of(caller, provider)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void isWhatTheKeyAsksFor(Wire caller, Wire provider) throws Exception {
        scene.serve(
                provider.protocol(),
                (request, out) -> {
                    boolean streams =
                            request.contains("streamGenerate")
                                    || request.contains("\"stream\":true");
                    if (streams) {
                        ScriptedUpstream.startStream(out);
                        out.write(
                                String.join("", provider.stream(Said.REASONING))
                                        .getBytes(StandardCharsets.UTF_8));
                    } else {
                        ScriptedUpstream.json(200, provider.whole(Said.REASONING))
                                .answer(request, out);
                    }
                });
        for (ReasoningStyle style : ReasoningStyle.values()) {
            scene.style(style);
            Said expected =
                    switch (style) {
                        case FIELDS -> Said.REASONING;
                        case TAGS -> text("<think>\nLet me see\n</think>\n\nIt is 4");
                        case BRACKETS -> text("[Thinking: Let me see]\n\nIt is 4");
                        case HIDDEN -> text("It is 4");
                    };
            for (boolean stream : new boolean[] {false, true}) {
                String body = scene.post(caller.path(stream), caller.request(stream)).body();
                Hearing heard = stream ? caller.heardStream(body) : caller.heard(body);
                assertThat(heard.said()).as(style + " " + body).isEqualTo(expected);
                assertThat(heard.ends()).isEqualTo(1);
            }
        }
    }

    private static Said text(String text) {
        return new Said("", text, Said.REASONING.calls(), "stop");
    }

    @Test
    void whatWasToldAsTextIsAThoughtAgain() throws Exception {
        ScriptedUpstream upstream =
                scene.serve(Protocol.OPENAI_CHAT, ScriptedUpstream.json(200, Spoken.CHAT.whole()));
        scene.style(ReasoningStyle.BRACKETS);
        scene.post(
                "/v1/chat/completions",
                "{\"model\":\"m\",\"provider\":{\"only\":[\"x\"]},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"[Thinking: hm]\\n\\nyes\"},{\"role\":\"user\",\"content\":\"why\"}]}");
        assertThat(upstream.requests().getLast())
                .contains("\"provider\":{\"only\":[\"x\"]}", "\"reasoning_content\":\"hm\"")
                .contains("\"content\":\"yes\"")
                .doesNotContain("[Thinking");
    }

    @Test
    void severalChoicesStayAsTheyAre() throws Exception {
        String two =
                Spoken.CHAT
                        .whole()
                        .replace(
                                "\"choices\":[",
                                "\"choices\":[{\"index\":1,\"message\":{\"content\":\"two\",\"reasoning_content\":\"r\"}},");
        scene.serve(Protocol.OPENAI_CHAT, ScriptedUpstream.json(200, two));
        scene.style(ReasoningStyle.HIDDEN);
        String body =
                scene.post(
                                "/v1/chat/completions",
                                Spoken.CHAT
                                        .question(false)
                                        .replace("\"stream\"", "\"n\":2,\"stream\""))
                        .body();
        assertThat(body).contains("two", "\"reasoning_content\":\"r\"");
    }
}
