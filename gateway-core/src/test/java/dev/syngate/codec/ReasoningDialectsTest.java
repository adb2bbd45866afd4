package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ways in which providers of chat completions tell thoughts.
class ReasoningDialectsTest {
    /// Pieces of a stream are separated by `;;`; what is expected is `thought` or `text` in order.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"reasoning_content":"a","content":null};;{"content":"b"} | (a)b
                    {"reasoning_content":"a","reasoning":"a"};;{"content":"b"} | (a)b
                    {"reasoning":{"content":"a"}};;{"content":"b"} | (a)b
                    {"reasoning":"a","reasoning_details":[{"type":"reasoning.text","text":"a"}],"content":""};;{"content":"b"} | (a)b
                    {"reasoning_details":[{"type":"reasoning.summary","summary":"a"}]};;{"content":"b"} | (a)b
                    {"content":[{"type":"thinking","thinking":[{"type":"text","text":"a"}]}]};;{"content":"b"} | (a)b
                    {"content":[{"type":"thinking","thinking":"a"},{"type":"text","text":"b"}]} | (a)b
                    {"content":[{"type":"reasoning","text":"a"},{"type":"text","text":"b"}]} | (a)b
                    {"thinking":"a"};;{"content":"b"} | (a)b
                    {"thinking_blocks":[{"type":"thinking","thinking":"a"}]};;{"content":"b"} | (a)b
                    {"content":"<thi"};;{"content":"nk>a</th"};;{"content":"ink>b"} | (a)b
                    {"content":"[Thinking: see [1]] b"} | (see [1])b
                    {"content":"[Thinking: a]"};;{"content":"[Reasoning: c]"};;{"content":"b"} | (a¶¶c)b
                    {"content":"[Thinking aloud] is a song"} | [Thinking aloud] is a song
                    {"reasoning_content":"a"};;{"content":"<think> is a tag"} | (a)<think> is a tag
                    {"reasoning":"a"};;{"content":"b"};;{"reasoning":"c"};;{"content":"d"} | (a)b(c)d
                    """)
    void areAllRead(String pieces, String expected) {
        assertThat(told("any", pieces)).isEqualTo(expected.replace('¶', '\n'));
    }

    @ParameterizedTest
    @CsvSource({"deepseek-r1, (a)b", "qwen/qwen3-235b-thinking-2507, (a)b"})
    void theTemplateMayHaveOpenedTheTag(String model, String expected) {
        assertThat(told(model, "{\"content\":\"a</thi\"};;{\"content\":\"nk>\\n\\nb\"}"))
                .isEqualTo(expected);
    }

    private static String told(String model, String pieces) {
        List<Part> parts = new ArrayList<>();
        PartSequence sequence =
                new PartSequence(delta -> {
                    if (delta instanceof dev.syngate.hub.Delta.End end) {
                        parts.add(end.part());
                    }
                });
        AnswerDecoder decoder = new OpenAiChat().decoder("maker", model, "id", 0);
        for (String piece : pieces.split(";;")) {
            decoder.event(
                    Json.MAPPER.readTree("{\"choices\":[{\"index\":0,\"delta\":" + piece + "}]}"),
                    sequence);
        }
        decoder.end(sequence);
        sequence.end();
        return parts.stream()
                .map(part ->
                        switch (part) {
                            case Part.Reasoning thought -> "(" + thought.text() + ")";
                            case Part.Text(String text, _) -> text;
                            default -> part.toString();
                        })
                .collect(Collectors.joining());
    }
}
