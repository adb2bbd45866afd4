package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads when a key shall expire: `30d`, `12h`, `90s`, `2027-01-31`, an instant, or `never`.
final class Expiry {
    private Expiry() {}

    static @Nullable Instant parse(String text, Instant now) {
        if (text.equals("never")) {
            return null;
        }
        if (Span.isOne(text)) {
            return now.plus(Span.parse(text));
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "expires", "\"expires\" is like 30d, 12h, 90s, 2027-01-31 or never");
        }
    }
}
