package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Thoughts that a provider of chat completions writes into its text, in every caller's protocol.
class SplitThoughtsTest {
    private static final String TAGGED = "<think>hm [x] < 2</think>Yes, wörld";
    private static final String BRACKETED = "[Thinking: see [1] now]\n\nYes [2]";

    private static String chunk(String text) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":null}]}\n\n"
                .formatted(Json.MAPPER.writeValueAsString(text));
    }

    private static byte[] stream(String... texts) {
        StringBuilder all = new StringBuilder();
        List.of(texts).forEach(text -> all.append(chunk(text)));
        all.append(
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// @param cut where the stream comes in two pieces
    private static Said said(Wire caller, byte[] stream, int cut) throws IOException {
        byte[] request = caller.request(true).getBytes(StandardCharsets.UTF_8);
        TranslatedAnswer answer =
                Translation.of(
                                caller.endpoint(true),
                                "id1",
                                "m",
                                1,
                                20,
                                request,
                                "key",
                                Memory.empty(),
                                null)
                        .to(Wire.CHAT.endpoint(true), "um", true, "maker")
                        .answer();
        SseParser parser = new SseParser();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] piece : new int[][] {{0, cut}, {cut, stream.length}}) {
            parser.feed(stream, piece[0], piece[1] - piece[0]);
            for (SseEvent event = parser.next(); event != null; event = parser.next()) {
                answer.take(event);
                answer.writeTo(out);
            }
        }
        answer.end();
        answer.writeTo(out);
        Hearing heard = caller.heardStream(out.toString(StandardCharsets.UTF_8));
        assertThat(heard.ends()).isEqualTo(1);
        return heard.said();
    }

    @ParameterizedTest
    @EnumSource
    void tagsAndBracketsAreThoughtsWhereverTheTextIsSplit(Wire caller) throws IOException {
        for (String text : List.of(TAGGED, BRACKETED)) {
            String thought = text.equals(TAGGED) ? "hm [x] < 2" : "see [1] now";
            String words = text.equals(TAGGED) ? "Yes, wörld" : "Yes [2]";
            Said expected = new Said(thought, words, List.of(), "stop");
            for (int cut = 0; cut <= text.length(); cut++) {
                byte[] stream = stream(text.substring(0, cut), text.substring(cut));
                assertThat(said(caller, stream, stream.length))
                        .as(text.substring(0, cut))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tagsAreThoughtsAtEveryByteAtWhichAStreamIsSplit(Wire caller) throws IOException {
        byte[] stream = stream("<thi", "nk>hm</th", "ink>Yes, wörld");
        for (int cut = 0; cut <= stream.length; cut++) {
            assertThat(said(caller, stream, cut))
                    .as("cut at %d", cut)
                    .isEqualTo(new Said("hm", "Yes, wörld", List.of(), "stop"));
        }
    }
}
