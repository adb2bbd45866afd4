package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How the answers of each endpoint are understood, event by event and whole.
class AnswersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CHAT        | {"choices":[{"delta":{"content":"hi"}}]}                            | Text hi
                    COMPLETIONS | {"choices":[{"text":"hi"}]}                                         | Text hi
                    RESPONSES   | {"type":"response.output_text.delta","delta":"hi"}                  | Text hi
                    RESPONSES   | {"type":"response.refusal.delta","delta":"no"}                      | Text no
                    RESPONSES   | {"type":"response.function_call_arguments.delta","delta":"{}"}      | Text {}
                    RESPONSES   | {"type":"response.reasoning_summary_text.delta","delta":"hm"}       | Reasoning hm
                    RESPONSES   | {"type":"response.reasoning_text.delta","delta":"hm"}               | Reasoning hm
                    RESPONSES   | {"type":"response.output_text.done","text":"hi"}                    |
                    RESPONSES   | {"type":"response.failed","response":{"error":{"message":"bad"}}}   | Failed bad,Done
                    RESPONSES   | {"type":"error","code":"x","message":"bad"}                         | Failed bad
                    RESPONSES   | {"type":"error","error":{"message":"bad"}}                          | Failed bad
                    RESPONSES   | {"type":"response.incomplete","response":{}}                        | Done
                    MESSAGES    | {"type":"content_block_delta","delta":{"type":"text_delta","text":"hi"}}             | Text hi
                    MESSAGES    | {"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{"}} | Text {
                    MESSAGES    | {"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"hm"}}     | Reasoning hm
                    MESSAGES    | {"type":"content_block_delta","delta":{"type":"signature_delta","signature":"s"}}    |
                    MESSAGES    | {"type":"ping"}                                                     |
                    MESSAGES    | {"type":"message_stop"}                                             | Done
                    MESSAGES    | {"type":"error","error":{"type":"overloaded_error","message":"bad"}} | Failed bad
                    GENERATE_CONTENT | {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"hi"}]}}]} | Reasoning hm,Text hi
                    GENERATE_CONTENT | {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f"}}]}}]} | Text {"name":"f"}
                    GENERATE_CONTENT | {"error":{"code":500,"message":"bad"}}                         | Failed bad
                    GENERATE_CONTENT | [{"error":{"code":500,"message":"bad"}}]                       | Failed bad
                    TRANSCRIPTIONS   | {"type":"transcript.text.delta","delta":"hi"}                  | Text hi
                    TRANSCRIPTIONS   | {"type":"error","error":{"message":"bad"}}                     | Failed bad
                    IMAGE_GENERATIONS | {"type":"image_generation.partial_image","b64_json":"AA"}     |
                    EMBEDDINGS       | [DONE]                                                         | Done
                    MESSAGES         | {no json                                                       | Failed the provider sent an event that is not valid JSON
                    """)
    void eventsAreUnderstood(Endpoint endpoint, String data, String events)
            throws ProtocolException {
        List<String> shown = new ArrayList<>();
        chunk(endpoint.newReader(), data).events().forEach(event -> shown.add(show(event)));
        assertThat(String.join(",", shown)).isEqualTo(events == null ? "" : events);
    }

    private static String show(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Text text -> "Text " + text.text();
            case ChatEvent.ToolCall call -> "Text " + call.text();
            case ChatEvent.Reasoning thought -> "Reasoning " + thought.text();
            case ChatEvent.Counted counted -> "Counted " + counted.usage().output();
            case ChatEvent.Failed failed -> "Failed " + failed.message();
            case ChatEvent.Done done -> "Done";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    MESSAGES         | {"type":"message_delta","delta":{"stop_reason":"end_turn"}}
                    GENERATE_CONTENT | {"candidates":[{"finishReason":"STOP"}]}
                    GENERATE_CONTENT | {"promptFeedback":{"blockReason":"SAFETY"}}
                    TRANSCRIPTIONS   | {"type":"transcript.text.done","text":"hi"}
                    SPEECH           | {"type":"speech.audio.done"}
                    IMAGE_EDITS      | {"type":"image_edit.completed","b64_json":"AA"}
                    RESPONSES        | {"type":"response.completed","response":{}}
                    CHAT             | {"choices":[{"delta":{},"finish_reason":"stop"}]}
                    """)
    void theEndOfAnAnswerIsSeen(Endpoint endpoint, String data) throws ProtocolException {
        assertThat(chunk(endpoint.newReader(), data).finished()).isTrue();
    }

    @Test
    void aMessagesUsageIsCompletedByItsLastEvents() throws ProtocolException {
        AnswerReader reader = Endpoint.MESSAGES.newReader();
        chunk(
                reader,
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":4,\"output_tokens\":1}}}");
        ChatChunk last =
                chunk(reader, "{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":20}}");
        assertThat(last.events())
                .containsExactly(new ChatEvent.Counted(Usage.ofTokens(14, 4, 20, 0)));
    }

    @Test
    void streamedPicturesAreCounted() throws ProtocolException {
        AnswerReader reader = Endpoint.IMAGE_GENERATIONS.newReader();
        ChatChunk last =
                chunk(
                        reader,
                        "{\"type\":\"image_generation.completed\",\"b64_json\":\"AA\",\"size\":\"1024x1024\",\"quality\":\"low\",\"usage\":{\"input_tokens\":5,\"output_tokens\":272}}");
        assertThat(last.events())
                .containsExactly(
                        new ChatEvent.Counted(
                                Usage.ofTokens(5, 0, 272, 0)
                                        .withMedia(Media.ofImages(1, "1024x1024", "low"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CHAT             | {"choices":[{"message":{"content":"hi","reasoning_content":"hm"}}]}                  | hi | hm
                    COMPLETIONS      | {"choices":[{"text":"hi"}]}                                                           | hi |
                    RESPONSES        | {"output":[{"type":"reasoning","summary":[{"text":"hm"}]},{"type":"message","content":[{"text":"hi"}]},{"type":"function_call","arguments":"{}"}]} | hi{} | hm
                    MESSAGES         | {"type":"message","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"hi"},{"type":"tool_use","input":{"a":1}}]} | hi{"a":1} | hm
                    GENERATE_CONTENT | {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"hi"}]}}]}   | hi | hm
                    TRANSCRIPTIONS   | {"text":"hi"}                                                                         | hi |
                    """)
    void wholeAnswersAreUnderstood(Endpoint endpoint, String body, String text, String reasoning) {
        ChatReply reply = reply(endpoint, body);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.reasoning()).isEqualTo(reasoning == null ? "" : reasoning);
        assertThat(reply.usage()).isNull();
        assertThat(reply.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CHAT             | {"error":{"message":"bad"}}                        | bad
                    RESPONSES        | {"error":{"message":"bad"},"output":[]}            | bad
                    RESPONSES        | {}                                                 | the provider's answer has no output
                    MESSAGES         | {"type":"error","error":{"message":"bad"}}         | bad
                    MESSAGES         | {}                                                 | the provider's answer has no content
                    GENERATE_CONTENT | {"error":{"message":"bad"}}                        | bad
                    GENERATE_CONTENT | {}                                                 | the provider's answer has no candidates
                    EMBEDDINGS       | {"error":{"message":"bad"}}                        | bad
                    """)
    void anErrorInsideASuccessIsFound(Endpoint endpoint, String body, String words) {
        assertThat(reply(endpoint, body).error()).isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void anAnswerThatIsNoJsonIsAnError(Endpoint endpoint) {
        assertThat(reply(endpoint, "<html>").error()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    COUNT_TOKENS        | {"input_tokens":42}
                    GEMINI_COUNT_TOKENS | {"totalTokens":42}
                    """)
    void countingUsesNothing(Endpoint endpoint, String body) {
        assertThat(reply(endpoint, body).usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void picturesAndSoundAreCounted() {
        assertThat(reply(Endpoint.IMAGE_EDITS, "{\"data\":[{},{}]}").usage())
                .isEqualTo(Usage.ofMedia(Media.ofImages(2, null, null)));
        assertThat(reply(Endpoint.TRANSLATIONS, "{\"text\":\"hi\",\"duration\":\"8.47\"}").usage())
                .isEqualTo(Usage.ofMedia(Media.ofMillis(8_470)));
        assertThat(reply(Endpoint.RERANK, "{\"meta\":{\"tokens\":{\"input_tokens\":7}}}").usage())
                .isEqualTo(Usage.ofTokens(7, 0, 0, 0));
    }

    private static ChatReply reply(Endpoint endpoint, String body) {
        return endpoint.newReader().reply(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ChatChunk chunk(AnswerReader reader, String data) throws ProtocolException {
        byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        SseParser parser = new SseParser();
        parser.feed(bytes, 0, bytes.length);
        SseEvent event = parser.next();
        assertThat(event).isNotNull();
        return reader.chunk(event);
    }
}
