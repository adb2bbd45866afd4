package dev.syngate.billing;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import org.jspecify.annotations.Nullable;

/// How a charge came about; whoever holds it can compute the amount again.
///
/// @param price null when the model has no known price: then the cost is unknown and nothing is
///   charged
/// @param held what was set aside while the call ran
/// @param charged what was charged in the end
public record Receipt(
        Usage usage, @Nullable Price price, Multiplier multiplier, Money held, Money charged) {
    public static Receipt of(
            Usage usage, @Nullable Price price, Multiplier multiplier, Money held) {
        return new Receipt(usage, price, multiplier, held, amount(usage, price, multiplier));
    }

    /// The amount computed anew from usage, price and multiplier.
    public Money recomputed() {
        return amount(usage, price, multiplier);
    }

    private static Money amount(Usage usage, @Nullable Price price, Multiplier multiplier) {
        boolean nothingDelivered = usage.equals(Usage.NONE);
        return price == null || nothingDelivered ? Money.ZERO : multiplier.apply(price.cost(usage));
    }
}
