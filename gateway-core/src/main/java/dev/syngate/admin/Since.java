package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Reads where a range that lasts until now begins: `30d`, `12h`, `90s`, `2026-10-31` or an
/// instant.
public final class Since {
    private Since() {}

    /// @param now in the zone whose days are meant
    /// @throws RefusedException when the text is none of these
    public static Instant parse(String text, ZonedDateTime now) {
        Duration span = Span.isOne(text) ? Span.parse(text) : null;
        Instant since = span == null ? moment(text, now.getZone()) : now.toInstant().minus(span);
        return since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since;
    }

    private static Instant moment(String text, ZoneId zone) {
        try {
            return Moment.parse(text, zone);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "since", "\"since\" is like 30d, 12h, 90s or 2026-10-31, not " + text);
        }
    }
}
