package dev.syngate.ui.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures(Texts.in(Locale.ENGLISH), ZoneOffset.UTC);

    @Test
    void anExactAmountHasAllItsDecimalsAndAtLeastTwo() {
        assertThat(figures.exact(Money.ofDollars("0.0073064"))).isEqualTo("$0.0073064");
        assertThat(figures.exact(Money.ofDollars("10"))).isEqualTo("$10.00");
        assertThat(figures.exact(Money.ofDollars("-1.5"))).isEqualTo("-$1.50");
        assertThat(figures.exact(new Money(1))).isEqualTo("$0.000000000001");
    }

    @Test
    void aSumIsNeverZeroWhenSomethingWasSpent() {
        assertThat(figures.sum(Money.ZERO)).isEqualTo("$0.0000");
        assertThat(figures.sum(new Money(1))).isEqualTo("<$0.0001");
        assertThat(figures.sum(Money.ofDollars("6.20514"))).isEqualTo("$6.2051");
        assertThat(figures.brief(Money.ofDollars("12.4183"))).isEqualTo("$12.42");
        assertThat(figures.brief(Money.ofDollars("0.0001"))).isEqualTo("$0.0001");
    }

    @Test
    void durationsAreAsPreciseAsTheyAreShort() {
        assertThat(figures.seconds(Duration.ofMillis(912))).isEqualTo("0.91 s");
        assertThat(figures.seconds(Duration.ofMillis(12_400))).isEqualTo("12.4 s");
        assertThat(figures.seconds(Duration.ofSeconds(65))).isEqualTo("1 min 5 s");
    }

    @Test
    void todayIsATimeAndOtherDaysAreDates() {
        Instant now = Instant.parse("2026-11-21T14:32:00Z");
        assertThat(figures.recent(Instant.parse("2026-11-21T09:05:00Z"), now)).isEqualTo("09:05");
        assertThat(figures.recent(Instant.parse("2026-11-19T09:05:00Z"), now)).isEqualTo("19 Nov");
    }
}
