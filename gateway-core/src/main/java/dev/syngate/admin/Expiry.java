package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.Moment;
import java.time.DateTimeException;
import java.time.Instant;
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
            return Moment.parse(text);
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "expires", "\"expires\" is like 30d, 12h, 90s, 2027-01-31 or never");
        }
    }
}
