package dev.syngate.admin;

import dev.syngate.billing.Price;
import dev.syngate.call.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Prices in the bodies of the management API: decimal texts of dollars.
final class Prices {
    private Prices() {}

    /// The price that the fields name; null when they name none.
    static @Nullable Price read(Fields fields) {
        if (fields.flag("free")) {
            return Price.FREE;
        }
        if (!fields.has("input")
                && !fields.has("output")
                && !fields.has("per_request")
                && !fields.has("per_image")) {
            return null;
        }
        return new Price(
                micros(fields, "input"),
                micros(fields, "output"),
                microsOrNull(fields, "cached_input"),
                microsOrNull(fields, "cache_write"),
                null,
                null,
                micros(fields, "per_request"),
                micros(fields, "per_image"));
    }

    private static long micros(Fields fields, String name) {
        Long found = microsOrNull(fields, name);
        return found == null ? 0 : found;
    }

    private static @Nullable Long microsOrNull(Fields fields, String name) {
        if (!fields.has(name)) {
            return null;
        }
        try {
            return Price.micros(fields.text(name));
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(name, String.valueOf(e.getMessage()));
        }
    }

    static void show(ObjectNode shown, @Nullable Price price) {
        shown.put("input", price == null ? null : Price.dollars(price.input()))
                .put("output", price == null ? null : Price.dollars(price.output()))
                .put(
                        "cached_input",
                        price == null || price.cachedInput() == null
                                ? null
                                : Price.dollars(price.cachedInput()))
                .put("pricing", price == null ? "unpriced" : price.isFree() ? "free" : "priced");
    }
}
