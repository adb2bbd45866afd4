package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Moments in the bodies of the management API: an instant, or a date for its first moment in UTC.
final class Moments {
    private Moments() {}

    /// The moment of the field; null when it is not there.
    static @Nullable Instant of(Fields fields, String name) {
        String text = fields.textOrNull(name);
        if (text == null) {
            return null;
        }
        try {
            return Moment.parse(text, ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    name, "\"" + name + "\" is a date like 2027-01-31 or 2027-01-31T12:00:00Z");
        }
    }

    static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
