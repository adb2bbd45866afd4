package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.routing.Traits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as a file lists it.
///
/// @param context the longest prompt in tokens; null: not told
/// @param traits what is told of its abilities
/// @param from when the price begins to hold; null: it holds
/// @param until when the price ends to hold; null: it does not
public record Listing(
        String id,
        List<String> aliases,
        @Nullable Long context,
        Traits traits,
        Price price,
        @Nullable Instant from,
        @Nullable Instant until) {
    public Listing {
        aliases = List.copyOf(aliases);
    }

    static Listing of(String id, @Nullable Long context, Traits traits, Price price) {
        return new Listing(id, List.of(), context, traits, price, null, null);
    }

    boolean holds(Instant time) {
        return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until));
    }
}
