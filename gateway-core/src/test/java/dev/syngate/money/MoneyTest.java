package dev.syngate.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @Test
    void readsAndShowsDollarsExactly() {
        assertThat(Money.ofDollars("10.00").dollars()).isEqualTo("10");
        assertThat(Money.ofDollars("0.000000000001").picos()).isEqualTo(1);
        assertThat(Money.ofDollars("-1.5").dollars()).isEqualTo("-1.5");
        assertThat(Money.ZERO.dollars()).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "1e3", "0.0000000000001", "99999999", "1,50", "NaN"})
    void refusesWhatIsNoAmount(String text) {
        assertThatThrownBy(() -> Money.ofDollars(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overflowIsAnErrorAndNeverAWrongAmount() {
        Money most = new Money(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void multipliersRoundHalfUpLikeABigDecimal() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long picos = random.nextLong(0, 900_000_000_000_000_000L) >> random.nextInt(0, 59);
            Multiplier multiplier = new Multiplier(random.nextInt(100, 100_001));
            long expected =
                    BigDecimal.valueOf(picos)
                            .multiply(BigDecimal.valueOf(multiplier.tenThousandths(), 4))
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact();
            assertThat(multiplier.apply(new Money(picos)).picos()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.001", "10.1", "-1", "0.33333", "x"})
    void refusesMultipliersOutOfRange(String text) {
        assertThatThrownBy(() -> Multiplier.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
