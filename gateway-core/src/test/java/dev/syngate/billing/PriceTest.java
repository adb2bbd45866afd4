package dev.syngate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PriceTest {
    @Test
    void theWorkedExampleCostsExactlyTwoTenthsOfACent() {
        Price gpt4o =
                new Price(
                        Price.micros("2.50"),
                        Price.micros("10.00"),
                        Price.micros("1.25"),
                        null,
                        null,
                        null,
                        0,
                        0);
        Usage usage = Usage.ofTokens(1000, 400, 200, 0);
        Receipt receipt = Receipt.of(usage, gpt4o, Multiplier.of("0.5"), Money.ZERO);
        assertThat(receipt.charged().dollars()).isEqualTo("0.002");
    }

    @Test
    void anyChargeEqualsAnIndependentComputation() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            long input = random.nextLong(2_000_000);
            long cached = input == 0 ? 0 : random.nextLong(input);
            long output = random.nextLong(200_000);
            long reasoning = output == 0 ? 0 : random.nextLong(output);
            long[] micros = random.longs(4, 0, 100_000_000).toArray();
            Price price = new Price(micros[0], micros[1], micros[2], null, null, micros[3], 0, 0);
            Multiplier multiplier = new Multiplier(random.nextInt(100, 100_001));

            BigDecimal list =
                    perMillion(input - cached, micros[0])
                            .add(perMillion(output - reasoning, micros[1]))
                            .add(perMillion(cached, micros[2]))
                            .add(perMillion(reasoning, micros[3]));
            BigDecimal expected =
                    list.multiply(BigDecimal.valueOf(multiplier.tenThousandths(), 4))
                            .setScale(12, RoundingMode.HALF_UP);

            Usage usage = Usage.ofTokens(input, cached, output, reasoning);
            Money charged = Receipt.of(usage, price, multiplier, Money.ZERO).charged();
            BigDecimal actual = new BigDecimal(charged.dollars());
            assertThat(actual)
                    .isEqualByComparingTo(usage.equals(Usage.NONE) ? BigDecimal.ZERO : expected);
        }
    }

    private static BigDecimal perMillion(long tokens, long micros) {
        return BigDecimal.valueOf(tokens).multiply(BigDecimal.valueOf(micros, 6)).movePointLeft(6);
    }

    @Test
    void errorsAndEmptyAnswersAreFree() {
        Price withFee = new Price(1, 1, null, null, null, null, 5_000, 0);
        assertThat(Receipt.of(Usage.NONE, withFee, Multiplier.ONE, Money.ZERO).charged())
                .isEqualTo(Money.ZERO);
    }
}
