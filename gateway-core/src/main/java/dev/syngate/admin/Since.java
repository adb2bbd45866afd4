package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Reads where a range that lasts until now begins: `30d`, `12h`, `90s`, `2026-10-31` or an
/// instant.
final class Since {
    private Since() {}

    static Instant parse(String text, Instant now) {
        Duration span = Span.isOne(text) ? Span.parse(text) : null;
        Instant since = span == null ? moment(text) : now.minus(span);
        return since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since;
    }

    private static Instant moment(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "since", "\"since\" is like 30d, 12h, 90s or 2026-10-31, not " + text);
        }
    }
}
