package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.billing.Media;
import dev.syngate.call.RefusedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is understood of each endpoint's request.
class RequestFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CHAT                | {"model":"m"}                        | messages
                    CHAT                | {"messages":[{}]}                    | model
                    COMPLETIONS         | {"model":"m"}                        | prompt
                    COMPLETIONS         | {"prompt":"a"}                       | model
                    COMPLETIONS         | {"model":"m","prompt":"a","max_tokens":0.5} | max_tokens
                    EMBEDDINGS          | {"model":"m"}                        | input
                    EMBEDDINGS          | {"model":"m","input":"a","input":"b"} | input
                    MODERATIONS         | {"model":"m"}                        | input
                    RERANK              | {"model":"m","query":"a"}            | documents
                    IMAGE_GENERATIONS   | {"model":"m"}                        | prompt
                    IMAGE_GENERATIONS   | {"prompt":"a","n":0}                 | n
                    SPEECH              | {"model":"m"}                        | input
                    SPEECH              | {"input":"a"}                        | model
                    TRANSCRIPTIONS      | {"model":"m"}                        | file
                    RESPONSES           | {"input":"a"}                        | model
                    RESPONSES           | {"model":"m","max_output_tokens":"9"} | max_output_tokens
                    MESSAGES            | {"model":"m"}                        | messages
                    COUNT_TOKENS        | {"model":"m"}                        | messages
                    GENERATE_CONTENT    | {}                                   | contents
                    STREAM_GENERATE_CONTENT | {}                               | contents
                    GENERATE_CONTENT    | {"contents":[],"generationConfig":{"maxOutputTokens":"0"}} | generationConfig.maxOutputTokens
                    GENERATE_CONTENT    | {"contents":[],"generationConfig":{"candidateCount":999}} | generationConfig.candidateCount
                    """)
    void aWrongFieldIsNamed(Endpoint endpoint, String body, String param) {
        String model = endpoint.hasModelInPath() ? "m" : null;
        assertThatThrownBy(() -> read(endpoint, body, model))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().param()).isEqualTo(param));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CHAT             | {"model":"m","messages":[{}],"max_tokens":5,"max_completion_tokens":9} | 9
                    COMPLETIONS      | {"model":"m","prompt":"a","max_tokens":5}                    | 5
                    RESPONSES        | {"model":"m","max_output_tokens":5}                          | 5
                    MESSAGES         | {"model":"m","messages":[{}],"max_tokens":5}                 | 5
                    GENERATE_CONTENT | {"contents":[],"generationConfig":{"maxOutputTokens":5}}     | 5
                    GENERATE_CONTENT | {"contents":[],"generation_config":{"max_output_tokens":5}}  | 5
                    GENERATE_CONTENT | {"contents":[],"generationConfig":{"candidateCount":2,"maxOutputTokens":5}} | 10
                    GENERATE_CONTENT | {"contents":[],"generationConfig":null}                      | 8192
                    EMBEDDINGS       | {"model":"m","input":"a","max_tokens":5}                     | 0
                    CHAT             | {"model":"m","messages":[{}],"max_tokens":-1}                | 8192
                    CHAT             | {"model":"m","messages":[{}],"max_tokens":0}                 | 8192
                    CHAT             | {"model":"m","messages":[{}],"max_tokens":4096.0}            | 4096
                    CHAT             | {"model":"m","messages":[{}],"max_tokens":4.096e3,"n":2.0}   | 8192
                    CHAT             | {"model":"m","messages":[{}],"max_tokens":-1,"max_completion_tokens":9} | 8192
                    COMPLETIONS      | {"model":"m","prompt":"a","max_tokens":-1}                   | 16
                    RESPONSES        | {"model":"m","max_output_tokens":-1}                         | 8192
                    MESSAGES         | {"model":"m","messages":[{}],"max_tokens":4096.0}            | 4096
                    GENERATE_CONTENT | {"contents":[],"generationConfig":{"maxOutputTokens":0}}     | 8192
                    """)
    void limitsBoundWhatIsHeld(Endpoint endpoint, String body, long output) {
        assertThat(read(endpoint, body, "m").most(0).output()).isEqualTo(output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    EMBEDDINGS       | {"model":"m","input":"abcd"}                   | 4  | 2
                    EMBEDDINGS       | {"model":"m","input":["abcd","efgh"]}          | 8  | 3
                    EMBEDDINGS       | {"model":"m","input":[1,2,3]}                  | 0  | 3
                    EMBEDDINGS       | {"model":"m","input":[[1,2],[3,4]]}            | 0  | 4
                    COMPLETIONS      | {"model":"m","prompt":[1,2,3]}                 | 0  | 3
                    COMPLETIONS      | {"model":"m","prompt":"ab","suffix":"cd"}      | 4  | 2
                    RERANK           | {"model":"m","query":"ab","documents":["cd",{"text":"ef"}]} | 6 | 2
                    RESPONSES        | {"model":"m","input":"ab","instructions":"cd"} | 4  | 2
                    RESPONSES        | {"model":"m","input":"ab","metadata":{"a":"bc"}} | 2 | 1
                    GENERATE_CONTENT | {"contents":[{"parts":[{"text":"abcd"}]}]}     | 4  | 2
                    GENERATE_CONTENT | {"contents":[{"parts":[{"inlineData":{"mimeType":"","data":"QUJD"}}]}]} | 0 | 1000
                    MESSAGES         | {"model":"m","messages":[{"content":[{"source":{"data":"QUJD"}}]}]} | 0 | 1004
                    """)
    void thePromptIsCounted(Endpoint endpoint, String body, long chars, long tokens) {
        ApiRequest request = read(endpoint, body, "m");
        assertThat(request.promptChars()).isEqualTo(chars);
        assertThat(request.promptTokens()).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    MODERATIONS       | {"input":"a"} | omni-moderation-latest | {"input":"a","model":"up"}
                    IMAGE_GENERATIONS | {"prompt":"a" }  | gpt-image-1 | {"prompt":"a" ,"model":"up"}
                    EMBEDDINGS        | {"model" : "m","input":"a", "x":[1.0,{}]} | m | {"model" : "up","input":"a", "x":[1.0,{}]}
                    """)
    void onlyTheModelChangesOnTheWay(Endpoint endpoint, String body, String model, String sent) {
        ApiRequest request = read(endpoint, body, null);
        assertThat(request.model()).isEqualTo(model);
        assertThat(new String(request.forUpstream(bytes(body), "up"), StandardCharsets.UTF_8))
                .isEqualTo(sent);
    }

    @Test
    void geminisBodyStaysAsItIs() {
        byte[] body = bytes("{\"contents\":[],\"model\":\"else\"}");
        ApiRequest request = ApiRequest.read(Endpoint.GENERATE_CONTENT, body, "", "m");
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.forUpstream(body, "up")).isSameAs(body);
    }

    @Test
    void streamsOfOneProtocolAloneAreAskedForUsage() {
        assertThat(sent(Endpoint.CHAT, "{\"model\":\"m\",\"stream\":true,\"messages\":[{}]}"))
                .contains("include_usage");
        assertThat(sent(Endpoint.MESSAGES, "{\"model\":\"m\",\"stream\":true,\"messages\":[{}]}"))
                .doesNotContain("include_usage");
        assertThat(sent(Endpoint.RESPONSES, "{\"model\":\"m\",\"stream\":true,\"input\":\"a\"}"))
                .doesNotContain("include_usage");
    }

    @Test
    void mediaIsWhatTheRequestMayUse() {
        String image =
                "{\"model\":\"m\",\"prompt\":\"a\",\"n\":3,\"size\":\"1x1\",\"quality\":\"hd\"}";
        assertThat(read(Endpoint.IMAGE_GENERATIONS, image, null).media())
                .isEqualTo(Media.ofImages(3, "1x1", "hd"));
        assertThat(read(Endpoint.SPEECH, "{\"model\":\"m\",\"input\":\"abc\"}", null).media())
                .isEqualTo(Media.ofCharacters(3));
    }

    private static String sent(Endpoint endpoint, String body) {
        ApiRequest request = read(endpoint, body, null);
        return new String(request.forUpstream(bytes(body), "up"), StandardCharsets.UTF_8);
    }

    private static ApiRequest read(Endpoint endpoint, String body, @Nullable String model) {
        return ApiRequest.read(endpoint, bytes(body), "", endpoint.hasModelInPath() ? model : null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
