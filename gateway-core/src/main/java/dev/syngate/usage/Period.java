package dev.syngate.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The lengths of time that usage is summed over: the hours and days that the clock on the wall
/// shows, numbered from 1970 on.
enum Period {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private static final int HOURS_A_DAY = 24;
    private final long seconds;

    Period(Duration length) {
        this.seconds = length.toSeconds();
    }

    /// The number of the period that the instant falls into. The hour that comes twice when the
    /// clock is set back is one.
    int of(Instant instant, ZoneId zone) {
        long local =
                instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds();
        return Math.toIntExact(Math.max(0, Math.floorDiv(local, seconds)));
    }

    /// When the period with the number begins, by the clock on the wall.
    LocalDateTime start(int number) {
        return LocalDateTime.ofEpochSecond(number * seconds, 0, ZoneOffset.UTC);
    }

    static int dayOf(int hour) {
        return hour / HOURS_A_DAY;
    }

    static int firstHour(int day) {
        return day * HOURS_A_DAY;
    }
}
