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
        Matcher span = SPAN.matcher(text);
        try {
            if (span.matches()) {
                return now.plus(duration(Long.parseLong(span.group(1)), span.group(2)));
            }
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "expires", "\"expires\" is like 30d, 12h, 90s, 2027-01-31 or never");
        }
    }

    static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
