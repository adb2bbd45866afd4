package dev.syngate.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.syngate.billing.Price.ImageRate;
import dev.syngate.billing.Price.Tier;
import dev.syngate.billing.Price.Window;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void theWorkedExampleCostsExactlyTwoTenthsOfACent() {
        Rates gpt4o = rates("2.50", "10.00").with(Unit.CACHED_INPUT, Price.micros("1.25"));
        Usage usage = Usage.ofTokens(1000, 400, 200, 0);
        assertThat(charge(usage, Price.of(gpt4o), Multiplier.of("0.5")).dollars())
                .isEqualTo("0.002");
    }

    /// Every unit has a random price and a random count; the other computation knows nothing of
    /// integers, of receipts, or of how a price falls back to another.
    @Test
    void anyChargeEqualsAnIndependentComputation() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            Map<Unit, Long> prices = new EnumMap<>(Unit.class);
            for (Unit unit : Unit.values()) {
                prices.put(unit, random.nextLong(100_000_000));
            }
            long[] in = random.longs(6, 0, 300_000).toArray();
            long[] out = random.longs(4, 0, 50_000).toArray();
            Media media =
                    new Media(
                            in[4],
                            out[2],
                            in[5],
                            out[3],
                            random.nextLong(20),
                            null,
                            null,
                            random.nextLong(3_600_000),
                            random.nextLong(100_000));
            Usage usage =
                    new Usage(
                            in[0] + in[1] + in[2] + in[3] + in[4] + in[5],
                            in[1],
                            in[2],
                            in[3],
                            out[0] + out[1] + out[2] + out[3],
                            out[1],
                            media,
                            false);
            BigDecimal list =
                    perMillion(in[0], prices.get(Unit.INPUT))
                            .add(perMillion(in[1], prices.get(Unit.CACHED_INPUT)))
                            .add(perMillion(in[2], prices.get(Unit.CACHE_WRITE)))
                            .add(perMillion(in[3], prices.get(Unit.CACHE_WRITE_HOUR)))
                            .add(perMillion(in[4], prices.get(Unit.AUDIO_INPUT)))
                            .add(perMillion(in[5], prices.get(Unit.IMAGE_INPUT)))
                            .add(perMillion(out[0], prices.get(Unit.OUTPUT)))
                            .add(perMillion(out[1], prices.get(Unit.REASONING)))
                            .add(perMillion(out[2], prices.get(Unit.AUDIO_OUTPUT)))
                            .add(perMillion(out[3], prices.get(Unit.IMAGE_OUTPUT)))
                            .add(perMillion(media.characters(), prices.get(Unit.CHARACTER)))
                            .add(each(media.images(), prices.get(Unit.IMAGE)))
                            .add(each(media.millis(), prices.get(Unit.SECOND)).movePointLeft(3))
                            .add(each(1, prices.get(Unit.REQUEST)));
            Multiplier multiplier = new Multiplier(random.nextInt(100, 100_001));
            BigDecimal expected =
                    list.multiply(BigDecimal.valueOf(multiplier.tenThousandths(), 4))
                            .setScale(12, RoundingMode.HALF_UP);
            Money charged = charge(usage, Price.of(new Rates(prices)), multiplier);
            assertThat(new BigDecimal(charged.dollars())).isEqualByComparingTo(expected);
        }
    }

    private static BigDecimal perMillion(long tokens, long micros) {
        return each(tokens, micros).movePointLeft(6);
    }

    private static BigDecimal each(long count, long micros) {
        return BigDecimal.valueOf(count).multiply(BigDecimal.valueOf(micros, 6));
    }

    @Test
    void whatHasNoPriceOfItsOwnCostsAsTheNextOf() {
        Rates plain = rates("2", "8");
        assertThat(plain.of(Unit.CACHED_INPUT)).isEqualTo(plain.of(Unit.INPUT));
        assertThat(plain.of(Unit.REASONING)).isEqualTo(plain.of(Unit.OUTPUT));
        assertThat(plain.with(Unit.CACHE_WRITE, 7).of(Unit.CACHE_WRITE_HOUR)).isEqualTo(7);
        assertThat(plain.of(Unit.IMAGE)).isZero();
    }

    @Test
    void aLongPromptReachesTheTierForTheWholeRequest() {
        Price price =
                new Price(
                        rates("5", "30"),
                        List.of(new Tier(272_000, false, rates("10", "45"))),
                        List.of(),
                        List.of());
        assertThat(charge(Usage.ofTokens(272_000, 0, 1000, 0), price).dollars()).isEqualTo("1.39");
        assertThat(charge(Usage.ofTokens(272_001, 0, 1000, 0), price).dollars())
                .isEqualTo("2.76501");
    }

    @Test
    void aMarginalTierPricesOnlyWhatIsBeyondIt() {
        Price price =
                new Price(
                        rates("1", "2"),
                        List.of(new Tier(1000, true, rates("3", "4"))),
                        List.of(),
                        List.of());
        Receipt receipt = receipt(Usage.ofTokens(1500, 600, 0, 0), price);
        assertThat(receipt.lines())
                .containsExactly(
                        new ReceiptLine(Unit.CACHED_INPUT, 600, 1_000_000),
                        new ReceiptLine(Unit.INPUT, 400, 1_000_000),
                        new ReceiptLine(Unit.INPUT, 500, 3_000_000));
        assertThat(receipt.charged().dollars()).isEqualTo("0.0025");
    }

    @Test
    void aWindowCountsAtItsHoursOnItsDays() {
        Window night =
                new Window(
                        Set.of(DayOfWeek.FRIDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(4, 0),
                        rates("1", "1"));
        Price price = new Price(rates("2", "2"), List.of(), List.of(night), List.of());
        Usage million = Usage.ofTokens(1_000_000, 0, 0, 0);
        assertThat(price.cost(million, Instant.parse("2026-11-20T22:00:00Z")).dollars())
                .isEqualTo("1");
        assertThat(price.cost(million, Instant.parse("2026-11-21T03:59:59Z")).dollars())
                .isEqualTo("1");
        assertThat(price.cost(million, Instant.parse("2026-11-21T04:00:00Z")).dollars())
                .isEqualTo("2");
        assertThat(price.cost(million, Instant.parse("2026-11-21T22:00:00Z")).dollars())
                .isEqualTo("2");
    }

    @Test
    void anImageCostsWhatItsSizeAndQualitySay() {
        Price price =
                new Price(
                        Rates.NONE.with(Unit.IMAGE, Price.micros("0.02")),
                        List.of(),
                        List.of(),
                        List.of(
                                new ImageRate("1024x1024", null, Price.micros("0.04")),
                                new ImageRate("1024x1024", "hd", Price.micros("0.08"))));
        assertThat(images(price, 2, "1024x1024", "hd")).isEqualTo("0.16");
        assertThat(images(price, 2, "1024x1024", "standard")).isEqualTo("0.08");
        assertThat(images(price, 2, "256x256", "hd")).isEqualTo("0.04");
    }

    private static String images(Price price, int count, String size, String quality) {
        Usage usage = Usage.ofMedia(Media.ofImages(count, size, quality));
        return charge(usage, price, Multiplier.ONE).dollars();
    }

    @Test
    void theWorstCaseIsNeverBelowWhatIsCharged() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            Price price =
                    new Price(
                            randomRates(random),
                            List.of(new Tier(500, random.nextBoolean(), randomRates(random))),
                            List.of(),
                            List.of());
            long input = random.nextLong(1, 1000);
            long output = random.nextLong(1000);
            Usage usage =
                    new Usage(
                            input,
                            random.nextLong(input),
                            random.nextLong(input),
                            random.nextLong(input),
                            output,
                            random.nextLong(output + 1),
                            false);
            Money worst = price.worstCase(Usage.estimate(input, output, 0), NOON);
            assertThat(worst).isGreaterThanOrEqualTo(price.cost(usage, NOON));
        }
    }

    private static Rates randomRates(Random random) {
        Rates rates = Rates.NONE;
        for (Unit unit : Unit.values()) {
            rates = random.nextBoolean() ? rates.with(unit, random.nextLong(9_000_000)) : rates;
        }
        return rates;
    }

    @Test
    void errorsAndEmptyAnswersAreFree() {
        Price withFee = Price.of(rates("1", "1").with(Unit.REQUEST, 5_000));
        assertThat(charge(Usage.NONE, withFee)).isEqualTo(Money.ZERO);
    }

    @Test
    void aPriceIsNeverNegativeNorFinerThanAMicroDollar() {
        assertThatIllegalArgumentException().isThrownBy(() -> Price.micros("-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Price.micros("0.0000001"));
        assertThatIllegalArgumentException().isThrownBy(() -> Rates.ofTokens(-1, 0));
    }

    private static Rates rates(String input, String output) {
        return Rates.ofTokens(Price.micros(input), Price.micros(output));
    }

    private static Money charge(Usage usage, Price price) {
        return charge(usage, price, Multiplier.ONE);
    }

    private static Money charge(Usage usage, Price price, Multiplier multiplier) {
        return Receipt.of(usage, new Pricing("m", 1, price), multiplier, Money.ZERO, NOON)
                .charged();
    }

    private static Receipt receipt(Usage usage, Price price) {
        return Receipt.of(usage, new Pricing("m", 1, price), Multiplier.ONE, Money.ZERO, NOON);
    }
}
