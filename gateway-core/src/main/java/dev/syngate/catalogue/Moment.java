package dev.syngate.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A moment as people type it: an instant, or a date for its first moment in UTC.
public final class Moment {
    private Moment() {}

    /// @throws DateTimeException when the text is neither
    public static Instant parse(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
