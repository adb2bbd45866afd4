package dev.syngate.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.money.Money;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    @ParameterizedTest
    @CsvSource({
        "4.811, 1, 4.8× yesterday",
        "2, 1, 2.0× yesterday",
        "1.5, 1, 50.0 % above yesterday",
        "0.25, 1, 75.0 % below yesterday",
        "0, 1, 100.0 % below yesterday",
        "1.001, 1, as much as yesterday",
        "1, 0, ''",
        "0, 0, ''",
        "5, 0.00001, ''",
        "250, 1, 250× yesterday",
        "30, 0.001, '> 10,000× yesterday'"
    })
    void peopleReadPlainWords(String today, String yesterday, String words) {
        Texts texts = Texts.in(Locale.ENGLISH);
        Comparison comparison = new Comparison(texts, new Figures(texts, ZoneOffset.UTC));
        assertThat(
                        comparison.of(
                                Money.ofDollars(today).picos(), Money.ofDollars(yesterday).picos()))
                .isEqualTo(words);
    }
}
