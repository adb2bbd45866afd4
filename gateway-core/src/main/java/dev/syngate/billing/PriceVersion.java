package dev.syngate.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A price with the time in which it holds. Never changed; a new price is a new version.
///
/// @param number counts from 1; of those that hold, the highest counts
/// @param from the first moment
/// @param until the moment it ends, not included; null: until another one
public record PriceVersion(
        int number,
        Price price,
        Instant from,
        @Nullable Instant until,
        Source source,
        Instant created) {
    /// Where a price came from: what a person typed goes before what a file said.
    public enum Source {
        STARTER,
        IMPORT,
        PERSON
    }

    boolean holds(Instant time) {
        return !time.isBefore(from) && (until == null || time.isBefore(until));
    }
}
