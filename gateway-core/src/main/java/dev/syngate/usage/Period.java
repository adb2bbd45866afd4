package dev.syngate.usage;

import java.time.Duration;
import java.time.Instant;

/// The lengths of time that usage is summed over, counted from the epoch in UTC.
enum Period {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private static final int HOURS_A_DAY = 24;
    private final long seconds;

    Period(Duration length) {
        this.seconds = length.toSeconds();
    }

    /// The number of the period that the instant falls into.
    int of(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), seconds));
    }

    /// When the period with the number begins.
    Instant start(int number) {
        return Instant.ofEpochSecond(number * seconds);
    }

    static int dayOf(int hour) {
        return hour / HOURS_A_DAY;
    }

    static int firstHour(int day) {
        return day * HOURS_A_DAY;
    }
}
