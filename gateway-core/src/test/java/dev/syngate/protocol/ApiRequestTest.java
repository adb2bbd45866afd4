package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Capability;
import dev.syngate.call.RefusedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void whatTheGatewayNeedsIsRead() {
        ApiRequest request =
                read(
                        """
                        {"model":"m","stream":true,"stream_options":{"include_usage":true},"n":2,
                         "max_tokens":10,"max_completion_tokens":20,"tools":[{"type":"function"}],
                         "messages":[{"role":"user","content":[{"type":"text","text":"12345678"},
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]}
                        """);
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(request.choices()).isEqualTo(2);
        assertThat(request.maxOutput()).isEqualTo(20);
        assertThat(request.demands().needs()).contains(Capability.TOOLS);
        assertThat(request.promptChars())
                .isEqualTo("user".length() + "text".length() + 8 + "image_url".length());
        assertThat(request.promptTokens()).isBetween(1_000L, 1_050L);
    }

    /// Whatever looks like a picture in what a tool is called with, or answers, is data.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    MESSAGES         | "messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"draw","input":{"type":"image","source":{"data":"d","media_type":"image/png"}}}]}] | false
                    MESSAGES         | "messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"data":"d","media_type":"image/png"}}]}]}]   | true
                    GENERATE_CONTENT | "contents":[{"role":"model","parts":[{"functionCall":{"name":"draw","args":{"type":"image","mimeType":"image/png"}}}]}]                                      | false
                    GENERATE_CONTENT | "contents":[{"role":"user","parts":[{"functionResponse":{"name":"draw","response":{"items":[{"type":"image"}]}}},{"inlineData":{"mimeType":"image/png","data":"d"}}]}] | true
                    RESPONSES        | "input":[{"role":"user","content":[{"type":"input_image","image_url":"u"}]}]                                                                                   | true
                    RESPONSES        | "input":"see","tools":[{"type":"function","name":"f","parameters":{"type":"image"}}]                                                                             | false
                    """)
    void onlyWhatTheModelIsShownMakesItNeedToSee(Endpoint endpoint, String prompt, boolean sees) {
        byte[] body = ("{\"model\":\"m\"," + prompt + "}").getBytes(StandardCharsets.UTF_8);
        String model = endpoint.hasModelInPath() ? "m" : null;
        boolean needs =
                ApiRequest.read(endpoint, body, "", model)
                        .demands()
                        .needs()
                        .contains(Capability.VISION);
        assertThat(needs).isEqualTo(sees);
    }

    @Test
    void fieldsThatAreNullAreAbsent() {
        ApiRequest request =
                read(
                        "{\"model\":\"m\",\"stream\":null,\"n\":null,\"max_tokens\":null,\"tools\":null,"
                                + MESSAGES
                                + "}");
        assertThat(request.stream()).isFalse();
        assertThat(request.choices()).isEqualTo(1);
        assertThat(request.maxOutput()).isNull();
        assertThat(request.demands().needs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"messages":[{}]}                                    | model
                    {"model":" ","messages":[{}]}                        | model
                    {"model":7,"messages":[{}]}                          | model
                    {"model":"a","model":"b","messages":[{}]}            | model
                    {"model":"a","mod\\u0065l":"b","messages":[{}]}      | model
                    {"model":"m"}                                        | messages
                    {"model":"m","messages":[]}                          | messages
                    {"model":"m","messages":"hi"}                        | messages
                    {"model":"m","messages":["hi"]}                      | messages
                    {"model":"m","messages":[{}],"stream":"yes"}         | stream
                    {"model":"m","messages":[{}],"stream":true,"stream":false} | stream
                    {"model":"m","messages":[{}],"stream_options":1}     | stream_options
                    {"model":"m","messages":[{}],"max_tokens":1.5}       | max_tokens
                    {"model":"m","messages":[{}],"max_completion_tokens":"9"} | max_completion_tokens
                    {"model":"m","messages":[{}],"max_completion_tokens":99999999999} | max_completion_tokens
                    {"model":"m","messages":[{}],"max_tokens":1e999999999} | max_tokens
                    {"model":"m","messages":[{}],"n":1.5}                | n
                    {"model":"m","messages":[{}],"n":0}                  | n
                    {"model":"m","messages":[{}],"n":129}                | n
                    """)
    void aWrongFieldIsNamed(String body, String param) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().param()).isEqualTo(param));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{]",
                "{\"model\":\"m\",\"messages\":[{}",
                "{\"model\":\"m\",\"messages\":[{}]} x",
                "{\"model\":\"m\",\"messages\":[{}]}{}",
                "{\"model\":\"m\",\"messages\":[{\"content\":\"a"
            })
    void whatIsNoJsonObjectIsRefusedInWords(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("JSON");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(300) + "]".repeat(300);
        assertThatThrownBy(() -> read("{\"model\":\"m\",\"x\":" + deep + "," + MESSAGES + "}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void onlyTheModelChangesInABodyThatIsNotStreamed() {
        String body =
                "{ \"x\" : [1,2.50, \"\\u00e9ü\"],\n \"model\" :\t\"a/ü\\\"b\" , "
                        + MESSAGES
                        + ", \"y\":{} }\n";
        assertThat(forUpstream(body, "gpt")).isEqualTo(body.replace("\"a/ü\\\"b\"", "\"gpt\""));
    }

    @Test
    void theSameArrayComesBackWhenNothingChanges() {
        byte[] body =
                bytes(
                        "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                                + MESSAGES
                                + "}");
        assertThat(read(body).forUpstream(body, "m")).isSameAs(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
                    -                                          | -
                    null                                       | {"include_usage":true}
                    {}                                         | {"include_usage":true}
                    { }                                        | {"include_usage":true }
                    {"include_usage":false}                    | {"include_usage":true}
                    {"include_usage" : null , "z":1}           | {"include_usage" : true , "z":1}
                    {"include_obfuscation":false}              | {"include_usage":true,"include_obfuscation":false}
                    {"include_usage":true}                     | {"include_usage":true}
                    """)
    void aStreamAlwaysAsksForUsage(String before, String after) {
        String head = "{\"stream\":true,\"model\":\"m\"," + MESSAGES;
        String body =
                before == null ? head + " }" : head + ",\"stream_options\":" + before + ",\"z\":0}";
        String expected =
                before == null
                        ? head + " ,\"stream_options\":{\"include_usage\":true}}"
                        : head + ",\"stream_options\":" + after + ",\"z\":0}";
        assertThat(forUpstream(body, "m")).isEqualTo(expected);
        assertThat(forUpstream(body, "longer-name"))
                .isEqualTo(expected.replace("\"model\":\"m\"", "\"model\":\"longer-name\""));
    }

    @Test
    void aModelAfterTheStreamOptionsIsReplacedToo() {
        String body = "{\"stream_options\":{},\"stream\":true," + MESSAGES + ",\"model\":\"m\"}";
        assertThat(forUpstream(body, "up"))
                .isEqualTo(
                        "{\"stream_options\":{\"include_usage\":true},\"stream\":true,"
                                + MESSAGES
                                + ",\"model\":\"up\"}");
    }

    private static String forUpstream(String body, String model) {
        byte[] bytes = bytes(body);
        return new String(read(bytes).forUpstream(bytes, model), StandardCharsets.UTF_8);
    }

    private static ApiRequest read(String body) {
        return read(bytes(body));
    }

    private static ApiRequest read(byte[] body) {
        return ApiRequest.read(Endpoint.CHAT, body, "", null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
