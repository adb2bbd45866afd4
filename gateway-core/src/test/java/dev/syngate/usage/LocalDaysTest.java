package dev.syngate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDaysTest {
    @ParameterizedTest
    @CsvSource({
        "UTC, 1970-01-02T00:00:00Z, 24, 1",
        "Asia/Kolkata, 1970-01-01T18:29:59Z, 23, 0",
        "Asia/Kolkata, 1970-01-01T18:30:00Z, 24, 1",
        "America/Los_Angeles, 1970-01-02T07:59:59Z, 23, 0",
        "America/Los_Angeles, 1970-01-02T08:00:00Z, 24, 1",
        "America/Los_Angeles, 1970-01-01T00:00:00Z, 0, 0"
    })
    void hoursAndDaysAreThoseOfTheTimeZone(String zone, Instant instant, int hour, int day) {
        assertThat(Period.HOUR.of(instant, ZoneId.of(zone))).isEqualTo(hour);
        assertThat(Period.DAY.of(instant, ZoneId.of(zone))).isEqualTo(day);
    }
}
