package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatChunkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reasoning_content\":\"hm\",\"content\":null}",
                "{\"reasoning\":\"hm\",\"content\":\"\"}",
                "{\"reasoning\":{\"content\":\"hm\"}}",
                "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"hm\",\"signature\":\"s\"}]}",
                "{\"reasoning_details\":[{\"type\":\"reasoning.summary\",\"summary\":\"hm\"}],\"reasoning\":\"hm\"}",
                "{\"reasoning\":\"hm\",\"reasoning_content\":\"hm\"}",
                "{\"reasoning_content\":\"\",\"reasoning\":\"hm\"}",
                "{\"thinking\":\"hm\"}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]}]}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"}]}"
            })
    void reasoningIsFoundOnceInEveryDialect(String delta) {
        assertThat(delta(delta).events()).containsExactly(new ChatEvent.Reasoning("hm"));
    }

    @Test
    void reasoningComesBeforeTheTextOfTheSameDelta() {
        assertThat(delta("{\"content\":\"a\",\"reasoning\":\"r\"}").events())
                .containsExactly(new ChatEvent.Reasoning("r"), new ChatEvent.Text("a"));
        assertThat(
                        delta(
                                        "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"r\"},{\"type\":\"text\",\"text\":\"a\"}]}")
                                .events())
                .containsExactly(new ChatEvent.Reasoning("r"), new ChatEvent.Text("a"));
    }

    @Test
    void refusalsAndToolCallsAreOutput() {
        assertThat(delta("{\"refusal\":\"no\"}").events())
                .containsExactly(new ChatEvent.Text("no"));
        assertThat(
                        delta(
                                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\","
                                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{1}\"}}]}")
                                .events())
                .containsExactly(new ChatEvent.ToolCall(0, "c", "f", "{1}"));
    }

    @Test
    void emptyDeltasMeanNothing() {
        assertThat(
                        delta(
                                        "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null,\"tool_calls\":null}")
                                .events())
                .isEmpty();
        assertThat(
                        chunk(
                                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
                                .finished())
                .isTrue();
        assertThat(chunk("{\"choices\":[],\"prompt_filter_results\":[]}"))
                .isEqualTo(ChatChunk.NOTHING);
    }

    @Test
    void aChunkOfUsageAloneIsKnown() {
        ChatChunk chunk =
                chunk("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");
        assertThat(chunk.usageOnly()).isTrue();
        assertThat(chunk.events())
                .containsExactly(new ChatEvent.Counted(Usage.ofTokens(3, 0, 2, 0)));
        assertThat(
                        chunk("{\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":3}}")
                                .usageOnly())
                .isFalse();
        assertThat(chunk("{\"choices\":[{\"delta\":{}}],\"usage\":null}").events()).isEmpty();
        assertThat(
                        chunk(
                                        "{\"choices\":[{\"delta\":{}}],\"x_groq\":{\"id\":\"r\",\"usage\":{\"prompt_tokens\":3}}}")
                                .events())
                .containsExactly(new ChatEvent.Counted(Usage.ofTokens(3, 0, 0, 0)));
    }

    @Test
    void theEndIsTheEnd() {
        assertThat(chunk("[DONE]").events()).containsExactly(new ChatEvent.Done());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"error":{"message":"full","code":"x"}}                       | full
                    {"error":"full"}                                              | full
                    {"choices":[{"delta":{},"error":{"message":"full"}}]}         | full
                    {"choices":null,"base_resp":{"status_code":1008,"status_msg":"full"}} | full
                    {"code":50505,"message":"full"}                               | full
                    {"object":"error","message":{"detail":[{"msg":"full"}]}}      | full
                    {"choices":[{"delta":{},"finish_reason":"error"}]}            | the provider ended the answer with an error
                    {"error":{}, "choices":[{"delta":{},"finish_reason":"error"}]} | the provider ended the answer with an error
                    {not json}                                                    | the provider sent an event that is not valid JSON
                    """)
    void failuresInsideAStreamAreSeen(String data, String message) {
        assertThat(chunk(data).events()).containsExactly(new ChatEvent.Failed(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}", "false", "[]"})
    void anErrorFieldThatSaysNothingIsNone(String error) {
        assertThat(
                        chunk(
                                        "{\"error\":"
                                                + error
                                                + ",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}")
                                .events())
                .containsExactly(new ChatEvent.Text("a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"completion_tokens_details":{"reasoning_tokens":4} | 10 | 0 | 0 | 5 | 4
                    "prompt_tokens":12,"completion_tokens":1,"total_tokens":241,"completion_tokens_details":{"reasoning_tokens":228} | 12 | 0 | 0 | 229 | 228
                    "prompt_tokens":12,"completion_tokens":300,"total_tokens":540,"completion_tokens_details":{"reasoning_tokens":228} | 12 | 0 | 0 | 528 | 228
                    "prompt_tokens":12,"completion_tokens":1,"completion_tokens_details":{"reasoning_tokens":228} | 12 | 0 | 0 | 229 | 228
                    "prompt_tokens":12,"completion_tokens":10,"total_tokens":50 | 12 | 0 | 0 | 38 | 28
                    "prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":3} | 10 | 4 | 3 | 5 | 0
                    "prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":6 | 10 | 4 | 0 | 5 | 0
                    "prompt_tokens":10,"completion_tokens":5,"cached_tokens":4 | 10 | 4 | 0 | 5 | 0
                    "prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":null,"cost":0.1 | 10 | 0 | 0 | 5 | 0
                    "prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":40} | 10 | 10 | 0 | 5 | 0
                    "input_tokens":100,"output_tokens":20,"total_tokens":120 | 100 | 0 | 0 | 20 | 0
                    "input_tokens":100,"output_tokens":20,"prompt_tokens":0,"completion_tokens":0 | 100 | 0 | 0 | 20 | 0
                    "input_tokens":10,"output_tokens":20,"cache_read_input_tokens":90 | 100 | 90 | 0 | 20 | 0
                    "prompt_tokens":100,"completion_tokens":20,"cache_read_input_tokens":90 | 100 | 90 | 0 | 20 | 0
                    "promptTokens":100,"completionTokens":20,"totalTokens":120 | 100 | 0 | 0 | 20 | 0
                    "prompt_tokens":"100","completion_tokens":"20" | 100 | 0 | 0 | 20 | 0
                    "prompt_tokens":0,"completion_tokens":20,"total_tokens":120 | 100 | 0 | 0 | 20 | 0
                    "prompt_tokens":-10,"completion_tokens":99999999999999999999,"total_tokens":"x" | 0 | 0 | 0 | 1000000000 | 0
                    """)
    void everyTokenIsCountedInOnePlace(
            String fields, long input, long cached, long written, long output, long reasoning) {
        assertThat(chunk("{\"choices\":[],\"usage\":{" + fields + "}}").events())
                .containsExactly(
                        new ChatEvent.Counted(
                                new Usage(input, cached, written, 0, output, reasoning, false)));
    }

    @Test
    void usageIsFoundInAChoiceToo() {
        assertThat(
                        chunk(
                                        "{\"choices\":[{\"delta\":{},\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}]}")
                                .events())
                .containsExactly(new ChatEvent.Counted(Usage.ofTokens(7, 0, 3, 0)));
    }

    @Test
    void aWholeReplyIsRead() {
        ChatReply reply =
                reply(
                        """
                        {"choices":[{"message":{"role":"assistant","reasoning_content":"hm","content":"hello"},"finish_reason":"stop"}],
                         "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}
                        """);
        assertThat(reply).isEqualTo(new ChatReply(Usage.ofTokens(3, 0, 2, 0), "hm", "hello", null));
        assertThat(reply("{\"error\":{\"message\":\"no credits\"}}").error())
                .isEqualTo("no credits");
        assertThat(reply("<html>").error()).isEqualTo("the provider's answer is not valid JSON");
        assertThat(reply("{\"choices\":[{\"message\":{\"content\":\"a\"}}]}").usage()).isNull();
    }

    private static ChatReply reply(String body) {
        return new OpenAiAnswers().reply(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ChatChunk delta(String delta) {
        return chunk(
                "{\"choices\":[{\"index\":0,\"delta\":"
                        + delta
                        + ",\"finish_reason\":null}],\"usage\":null}");
    }

    private static ChatChunk chunk(String data) {
        SseParser parser = new SseParser();
        byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, 0, bytes.length);
        try {
            SseEvent event = parser.next();
            assertThat(event).isNotNull();
            return new OpenAiAnswers().chunk(event);
        } catch (ProtocolException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Only what its events tell of it may go past the reader of all the rest.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"index":0,"delta":{"content":"a"}}                                                                  | true
                    {"index":0,"delta":{"role":"assistant","content":"a","refusal":null,"tool_calls":null},"logprobs":null,"finish_reason":null} | true
                    {"index":0,"delta":{"reasoning_content":"a","content":null}}                                         | true
                    {"index":1,"delta":{"content":"a"}}                                                                  | false
                    {"index":0,"delta":{"content":"a"},"finish_reason":"stop"}                                           | false
                    {"index":0,"delta":{"content":"a"},"logprobs":{"content":[]}}                                        | false
                    {"index":0,"delta":{"content":"a","reasoning_details":[]}}                                           | false
                    {"index":0,"delta":{"content":"a","tool_calls":[{"index":0}]}}                                       | false
                    {"index":0,"delta":{"content":"a","images":[]}}                                                      | false
                    {"index":0,"delta":{"content":[{"type":"text","text":"a"}]}}                                         | false
                    {"index":0,"delta":{"reasoning":"a"}}                                                                | false
                    {"index":0,"delta":{"refusal":"a"}}                                                                  | false
                    {"index":0,"message":{"content":"a"}},{"index":0,"delta":{"content":"b"}}                            | false
                    """)
    void isPlainWhereItsEventsAreAllOfIt(String choices, boolean plain) {
        byte[] json =
                ("{\"id\":\"c\",\"choices\":[" + choices + "]}").getBytes(StandardCharsets.UTF_8);
        assertThat(new ReplyReader(json, 0, json.length, new BitSet()).chunk().plain())
                .isEqualTo(plain);
    }
}
