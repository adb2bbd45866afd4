package dev.syngate.billing;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.util.List;
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

    /// Each kind of token or thing with its price: their sum times the multiplier is what was
    /// charged.
    public List<Price.Line> lines() {
        return price == null || usage.equals(Usage.NONE) ? List.of() : price.lines(usage);
    }

    /// The sum of the lines: the cost without the group's multiplier.
    public Money listPrice() {
        return lines().stream().map(Price.Line::amount).reduce(Money.ZERO, Money::plus);
    }

    private static Money amount(Usage usage, @Nullable Price price, Multiplier multiplier) {
        boolean nothingDelivered = usage.equals(Usage.NONE);
        return price == null || nothingDelivered ? Money.ZERO : multiplier.apply(price.cost(usage));
    }
}
