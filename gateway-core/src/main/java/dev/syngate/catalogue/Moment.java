package dev.syngate.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// A moment as people type it: an instant, or a date for its first moment.
public final class Moment {
    private Moment() {}

    /// @param zone where the date is one of
    /// @throws DateTimeException when the text is neither
    public static Instant parse(String text, ZoneId zone) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
}
