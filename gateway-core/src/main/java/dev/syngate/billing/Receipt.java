package dev.syngate.billing;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a charge came about; whoever holds it can compute the amount again.
///
/// @param price which price it was; null when none was known: then nothing is charged
/// @param lines what was used, each kind with the price that it had
/// @param held what was set aside while the call ran
/// @param charged what was charged in the end
public record Receipt(
        Usage usage,
        @Nullable Source price,
        List<ReceiptLine> lines,
        Multiplier multiplier,
        Money held,
        Money charged) {
    public Receipt {
        lines = List.copyOf(lines);
    }

    /// The price that was used, as [Pricing] names it.
    public record Source(String of, int version) {}

    /// @param time when the call arrived
    public static Receipt of(
            Usage usage,
            @Nullable Pricing pricing,
            Multiplier multiplier,
            Money held,
            Instant time) {
        List<ReceiptLine> lines =
                pricing == null || usage.isNone() ? List.of() : pricing.price().lines(usage, time);
        Source source = pricing == null ? null : new Source(pricing.of(), pricing.version());
        return new Receipt(
                usage, source, lines, multiplier, held, multiplier.apply(ReceiptLine.sum(lines)));
    }

    /// The amount computed anew from lines and multiplier.
    public Money recomputed() {
        return multiplier.apply(listPrice());
    }

    /// The sum of the lines: the cost without the group's multiplier.
    public Money listPrice() {
        return ReceiptLine.sum(lines);
    }

    /// Whether the call was served at a price of zero.
    public boolean isFree() {
        return price != null && !lines.isEmpty() && listPrice().isZero();
    }
}
