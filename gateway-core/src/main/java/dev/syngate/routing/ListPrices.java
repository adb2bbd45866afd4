package dev.syngate.routing;

import dev.syngate.billing.Price;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What vendors ask for their models and tell of them, where nobody has set anything else.
public interface ListPrices {
    /// Knows no price.
    ListPrices NONE = (model, time) -> null;

    /// @param model as the vendor names it
    @Nullable Price at(String model, Instant time);

    /// What the model is capable of; null: unknown.
    ///
    /// @param model as the vendor names it
    default @Nullable Traits traits(String model) {
        return null;
    }
}
