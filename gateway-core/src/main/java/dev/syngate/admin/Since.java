package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

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
            return Moment.parse(text);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "since", "\"since\" is like 30d, 12h, 90s or 2026-10-31, not " + text);
        }
    }
}
