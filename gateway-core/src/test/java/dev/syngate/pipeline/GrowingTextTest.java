package dev.syngate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.TokenCounter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "The quick brown fox jumps over it. ",
                "one,two  three\n\n- four ",
                "Xin chào các bạn. "
            })
    void piecesCountAsTheWhole(String words) {
        String whole = words.repeat(600);
        GrowingText text = new GrowingText();
        Random random = new Random(7);
        for (int at = 0; at < whole.length(); ) {
            int to = Math.min(whole.length(), at + 1 + random.nextInt(400));
            text.mark();
            text.add(whole.substring(at, to));
            at = to;
            assertThat(text.tokens()).isPositive();
        }
        assertThat(text.tokens()).isEqualTo(TokenCounter.count(whole));
    }

    @ParameterizedTest
    @ValueSource(strings = {"漢字", "😀", "0123456789abcdef"})
    void textWithoutSpacesIsNearlyRight(String piece) {
        String whole = piece.repeat(3_000);
        GrowingText text = new GrowingText();
        for (int i = 0; i < 3_000; i++) {
            text.mark();
            text.add(piece);
            if (i % 100 == 0) {
                assertThat(text.tokens()).isPositive();
            }
        }
        long right = TokenCounter.count(whole);
        assertThat(text.tokens()).isBetween(right, right + right / 100 + 2);
    }

    @Test
    void whatIsForgottenIsNotCounted() {
        GrowingText text = new GrowingText();
        text.add("word ".repeat(2_000));
        text.mark();
        long before = text.tokens();
        text.add("more ".repeat(50));
        assertThat(text.tokens()).isGreaterThan(before);
        text.backToMark();
        assertThat(text.tokens()).isEqualTo(before);
    }
}
