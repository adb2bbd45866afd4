package dev.syngate.ui.models;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A model as its page shows it.
///
/// @param routes such as `OpenRouter:deepseek/deepseek-chat`
/// @param pricing `priced`, `free` or `unpriced`
/// @param source where the price came from; empty: it has none of its own
/// @param multiplier of the group whose prices are shown
/// @param shown all that the gateway says about it
record ModelRow(
        String id,
        List<String> aliases,
        List<String> routes,
        long context,
        @Nullable Money input,
        @Nullable Money cached,
        @Nullable Money output,
        String pricing,
        String source,
        boolean enabled,
        Multiplier multiplier,
        JsonNode shown) {
    static ModelRow of(JsonNode shown, Multiplier multiplier) {
        return new ModelRow(
                shown.path("id").asString(""),
                texts(shown.path("aliases")),
                texts(shown.path("routes")),
                shown.path("context").asLong(0),
                money(shown, "input"),
                money(shown, "cached_input"),
                money(shown, "output"),
                shown.path("pricing").asString("unpriced"),
                shown.path("price_source").asString(""),
                shown.path("enabled").asBoolean(true),
                multiplier,
                shown);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(one -> one.asString("")).toList();
    }

    private static @Nullable Money money(JsonNode shown, String field) {
        return shown.hasNonNull(field) ? Money.ofDollars(shown.path(field).asString("0")) : null;
    }

    /// The longest answer in tokens; 0: unknown.
    long maxOutput() {
        return shown.path("max_output").asLong(0);
    }

    List<String> fallbacks() {
        return texts(shown.path("fallbacks"));
    }

    /// What to use instead of it; empty: it stays.
    String successor() {
        return shown.path("successor").asString("");
    }

    boolean isUnpriced() {
        return pricing.equals("unpriced");
    }

    boolean isFree() {
        return pricing.equals("free");
    }

    /// The names of its providers.
    List<String> providers() {
        return routes.stream()
                .map(route -> route.substring(0, Math.max(0, route.indexOf(':'))))
                .toList();
    }
}
