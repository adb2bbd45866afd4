package dev.syngate.routing;

import dev.syngate.billing.Price;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What vendors ask for their models, for those that nobody has set a price for.
public interface ListPrices {
    /// Knows no price.
    ListPrices NONE = (model, time) -> null;

    /// @param model as the vendor names it
    @Nullable Price at(String model, Instant time);
}
