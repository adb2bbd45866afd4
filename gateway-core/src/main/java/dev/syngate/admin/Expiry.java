package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads when a key shall expire: `30d`, `12h`, `90s`, `2027-01-31`, an instant, or `never`.
final class Expiry {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhd])");

    private Expiry() {}

    static @Nullable Instant parse(String text, Instant now) {
        if (text.equals("never")) {
            return null;
        }
        try {
            Duration span = span(text);
            if (span != null) {
                return now.plus(span);
            }
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "expires", "\"expires\" is like 30d, 12h, 90s, 2027-01-31 or never");
        }
    }

    /// The length of time that the text says, such as `30d`; null when it says none.
    static @Nullable Duration span(String text) {
        Matcher span = SPAN.matcher(text);
        return span.matches() ? duration(Long.parseLong(span.group(1)), span.group(2)) : null;
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
