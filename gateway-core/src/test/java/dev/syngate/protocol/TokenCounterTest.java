package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {
    private static final long SEED = Long.getLong("tokens.seed", System.nanoTime());
    private static final int TOKENS_PER_MESSAGE = 3;
    private static final int TOKENS_PER_ANSWER = 3;
    private static final List<String> PIECES =
            List.of(
                    "The quick brown fox jumps over the lazy dog. ",
                    "antidisestablishmentarianism ",
                    "Tôi có thể giúp gì cho bạn hôm nay? ",
                    "Nghiêng nghiêng những nhành ngô non ",
                    "人工智能正在改变我们的生活方式。",
                    "龘靐齉爩",
                    "for (int i = 0; i < n; i++) { sum += a[i]; }\n",
                    "\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n",
                    "0123456789 3.14159 ",
                    "😀👩‍👩‍👧‍👦🏳️‍🌈 ",
                    "\n\n   \n",
                    "<|endoftext|>",
                    "zxqj!!??--==",
                    "e\u0302\u0301 ");

    /// Counts of OpenAI's own tokenizer for o200k_base.
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "hello world,2",
                "tiktoken is great!,6",
                "antidisestablishmentarianism,6",
                "2 + 2 = 4,7",
                "お誕生日おめでとう,8"
            })
    void countsAsTheTokenizerDoes(String text, long tokens) {
        assertThat(TokenCounter.count(text)).isEqualTo(tokens);
    }

    @Test
    void namesOfSpecialTokensAreTextLikeAnyOther() {
        assertThat(TokenCounter.count("<|endoftext|>")).isEqualTo(7);
        assertThat(TokenCounter.count("a<|endofprompt|>b")).isGreaterThan(3);
    }

    @Test
    void halfACharacterIsCountedToo() {
        assertThat(TokenCounter.count("\ud83d")).isPositive();
        assertThat(TokenCounter.count("")).isZero();
    }

    @Test
    void aLongTextIsNotTakenToBeLikeItsBeginning() {
        String cheap = " the".repeat(50_000);
        String dear = "龘".repeat(20_000);
        assertThat(TokenCounter.count(cheap + dear))
                .isBetween(
                        TokenCounter.count(cheap) + TokenCounter.count(dear) - 2,
                        TokenCounter.count(cheap) + TokenCounter.count(dear) + 2);
    }

    @Test
    void noTextHasMoreTokensThanItMayHave() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            String text = text(random);
            assertThat(TokenCounter.count(text))
                    .as("tokens.seed=" + SEED)
                    .isLessThanOrEqualTo(TokenCounter.most(text));
        }
    }

    @Test
    void whatIsHeldForAPromptIsNeverBelowWhatAProviderReports() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            var body = Json.MAPPER.createObjectNode().put("model", "m");
            var messages = body.putArray("messages");
            long reported = TOKENS_PER_ANSWER;
            for (int message = 0; message <= random.nextInt(5); message++) {
                String text = text(random);
                messages.addObject().put("role", "user").put("content", text);
                reported += TOKENS_PER_MESSAGE + 1 + TokenCounter.count(text);
            }
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            ApiRequest request = ApiRequest.read(Endpoint.CHAT, bytes, "", null);
            assertThat(request.counted(bytes, "").carefulPromptTokens())
                    .as("tokens.seed=" + SEED + ": " + body)
                    .isGreaterThanOrEqualTo(reported);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(20);
        int start = random.nextInt(PIECES.size());
        for (int i = 0; i < pieces; i++) {
            boolean mixed = random.nextBoolean();
            text.append(PIECES.get(mixed ? random.nextInt(PIECES.size()) : start));
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(codePoint(random));
        }
        return text.toString();
    }

    private static int codePoint(Random random) {
        int found = random.nextInt(0x1FFFF);
        return found >= 0xD800 && found <= 0xDFFF ? 'x' : found;
    }
}
