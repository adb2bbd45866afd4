package dev.syngate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class LocalDaysTest {
    private static final ZonedDateTime NOON =
            ZonedDateTime.of(2026, 11, 21, 12, 0, 0, 0, ZoneId.of("America/Los_Angeles"));

    @Test
    void aKeyWorksToTheEndOfTheDayThatIsNamed() {
        assertThat(Expiry.parse("2026-12-25", NOON)).isEqualTo("2026-12-26T08:00:00Z");
        assertThat(Expiry.parse("2026-12-25T10:00:00Z", NOON)).isEqualTo("2026-12-25T10:00:00Z");
        assertThat(Expiry.parse("12h", NOON)).isEqualTo("2026-11-22T08:00:00Z");
        assertThat(Expiry.parse("never", NOON)).isNull();
    }

    @Test
    void aRangeBeginsWithTheDayThatIsNamed() {
        assertThat(Since.parse("2026-11-20", NOON)).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(Since.parse("2026-10-31", NOON)).isEqualTo("2026-10-31T07:00:00Z");
        assertThat(Since.parse("2h", NOON)).isEqualTo("2026-11-21T18:00:00Z");
    }
}
