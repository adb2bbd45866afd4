package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Reads when a key shall expire: `30d`, `12h`, `90s`, `2027-01-31` for the end of that day, an
/// instant, or `never`.
public final class Expiry {
    private Expiry() {}

    /// @param now in the zone whose days are meant
    /// @return null: never
    /// @throws RefusedException when the text is none of these
    public static @Nullable Instant parse(String text, ZonedDateTime now) {
        if (text.equals("never")) {
            return null;
        }
        if (Span.isOne(text)) {
            return now.toInstant().plus(Span.parse(text));
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).plusDays(1).atStartOfDay(now.getZone()).toInstant();
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "expires", "\"expires\" is like 30d, 12h, 90s, 2027-01-31 or never");
        }
    }
}
