package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Which part of a usage contains which differs between protocols: input, cached, written, written
/// for an hour, output, reasoning; audio in and out, image in and out.
class UsageFormsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"input_tokens":100,"output_tokens":20,"total_tokens":120,"input_tokens_details":{"cached_tokens":40},"output_tokens_details":{"reasoning_tokens":5}} | 100 40 0 0 20 5 | 0 0 0 0
                    {"prompt_tokens":8,"total_tokens":8}                             | 8 0 0 0 0 0  | 0 0 0 0
                    {"total_tokens":9}                                               | 9 0 0 0 0 0  | 0 0 0 0
                    {"input_tokens":50,"output_tokens":272,"input_tokens_details":{"text_tokens":10,"image_tokens":40}} | 50 0 0 0 272 0 | 0 0 40 0
                    {"input_tokens":14,"output_tokens":5,"input_token_details":{"audio_tokens":10}} | 14 0 0 0 5 0 | 10 0 0 0
                    {"input_tokens":5,"output_tokens":90,"output_token_details":{"audio_tokens":90}} | 5 0 0 0 90 0 | 0 90 0 0
                    {"input_tokens":10,"input_tokens_details":{"cached_tokens":99}}   | 10 10 0 0 0 0 | 0 0 0 0
                    {"input_tokens":100,"input_tokens_details":{"cached_tokens":40,"cache_write_tokens":30}} | 100 40 30 0 0 0 | 0 0 0 0
                    {"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":40},"completion_tokens_details":{"reasoning_tokens":5}} | 100 40 0 0 20 5 | 0 0 0 0
                    {"input_tokens":-4,"output_tokens":"many"}                       | 0 0 0 0 0 0  | 0 0 0 0
                    """)
    void openAisPartsAreInsideTheirWhole(String json, String tokens, String media) {
        assertThat(UsageForms.openAi(tree(json))).isEqualTo(usage(tokens, media));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"type":"duration","seconds":12.5}  | 12500
                    {"type":"duration","seconds":"3"}   | 3000
                    {"seconds":0}                       | 0
                    {"type":"duration","seconds":1e300} | 1000000000
                    {"type":"duration","seconds":-1}    | 0
                    {"type":"duration"}                 | 0
                    """)
    void soundIsCountedInMilliseconds(String json, long millis) {
        assertThat(UsageForms.openAi(tree(json))).isEqualTo(Usage.ofMedia(Media.ofMillis(millis)));
    }

    @Test
    void nothingCountedIsNotZero() {
        assertThat(UsageForms.openAi(tree("null"))).isNull();
        assertThat(UsageForms.openAi(tree("[1]"))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"input_tokens":10,"output_tokens":20}                                    | 10 0 0 0 20 0
                    {"input_tokens":10,"cache_read_input_tokens":40,"cache_creation_input_tokens":30,"output_tokens":1} | 80 40 30 0 1 0
                    {"input_tokens":10,"cache_read_input_tokens":40,"cache_creation_input_tokens":30,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},"output_tokens":1} | 80 40 20 10 1 0
                    {"input_tokens":10,"cache_read_input_tokens":null,"cache_creation_input_tokens":null,"output_tokens":1} | 10 0 0 0 1 0
                    {"input_tokens":1,"output_tokens":20,"output_tokens_details":{"thinking_tokens":7}} | 1 0 0 0 20 7
                    {"prompt_tokens":10,"completion_tokens":20} | 10 0 0 0 20 0
                    """)
    void anthropicsCacheComesOnTopOfTheInput(String json, String tokens) {
        assertThat(UsageForms.messages(tree(json), Usage.NONE)).isEqualTo(usage(tokens, "0 0 0 0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"output_tokens":20}                    | 80 40 20 10 20 0
                    {"input_tokens":10,"output_tokens":20}  | 80 40 20 10 20 0
                    {"input_tokens":15,"cache_read_input_tokens":50,"cache_creation_input_tokens":30,"output_tokens":20} | 95 50 20 10 20 0
                    {}                                      | 80 40 20 10 1 0
                    """)
    void whatALaterEventLeavesOutStays(String json, String tokens) {
        Usage before = usage("80 40 20 10 1 0", "0 0 0 0");
        assertThat(UsageForms.messages(tree(json), before)).isEqualTo(usage(tokens, "0 0 0 0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"promptTokenCount":100,"cachedContentTokenCount":40,"candidatesTokenCount":20,"thoughtsTokenCount":5} | 100 40 0 0 25 5 | 0 0 0 0
                    {"promptTokenCount":100,"toolUsePromptTokenCount":7,"candidatesTokenCount":20} | 107 0 0 0 20 0 | 0 0 0 0
                    {"promptTokenCount":9,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":4},{"modality":"IMAGE","tokenCount":3},{"modality":"TEXT","tokenCount":2}]} | 9 0 0 0 0 0 | 4 0 3 0
                    {"candidatesTokenCount":1290,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1290}]} | 0 0 0 0 1290 0 | 0 0 0 1290
                    """)
    void geminisThoughtsComeOnTopOfTheAnswer(String json, String tokens, String media) {
        assertThat(UsageForms.gemini(tree(json))).isEqualTo(usage(tokens, media));
    }

    @Test
    void chatsTellSoundApart() {
        String counts =
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"prompt_tokens_details\":{\"audio_tokens\":10,\"image_tokens\":3},"
                        + "\"completion_tokens_details\":{\"audio_tokens\":2}}}";
        ChatReply reply =
                Endpoint.CHAT
                        .newReader()
                        .reply(counts.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(reply.usage()).isEqualTo(usage("100 0 0 0 20 0", "10 2 3 0"));
    }

    private static Usage usage(String tokens, String media) {
        long[] t = numbers(tokens);
        long[] m = numbers(media);
        return new Usage(
                t[0], t[1], t[2], t[3], t[4], t[5], Media.ofTokens(m[0], m[1], m[2], m[3]), false);
    }

    private static long[] numbers(String text) {
        return java.util.Arrays.stream(text.strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static JsonNode tree(String json) {
        return Json.MAPPER.readTree(json);
    }
}
