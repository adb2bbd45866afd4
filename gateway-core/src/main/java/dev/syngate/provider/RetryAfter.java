package dev.syngate.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Reads when a provider wants to be asked again: milliseconds, seconds or an HTTP date (RFC 9110,
/// 10.2.3).
record RetryAfter(InstantSource clock) {
    private static final Duration LONGEST = Duration.ofDays(1);

    @Nullable Duration read(@Nullable String millis, @Nullable String secondsOrDate) {
        Duration wait = number(millis, 1);
        if (wait == null) {
            wait = number(secondsOrDate, 1000);
        }
        return wait != null ? wait : date(secondsOrDate);
    }

    private static @Nullable Duration number(@Nullable String text, long unitMillis) {
        if (text == null || !text.strip().matches("\\d{1,9}")) {
            return null;
        }
        return shortest(Duration.ofMillis(Long.parseLong(text.strip()) * unitMillis));
    }

    private @Nullable Duration date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            ZonedDateTime when =
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), when.toInstant());
            return wait.isNegative() ? Duration.ZERO : shortest(wait);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration shortest(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
