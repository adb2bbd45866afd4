package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds prices that are more likely a mistake of their file than a price.
final class SanityCheck {
    private static final long LARGEST_CHANGE = 5;
    private static final long MOST_PER_MILLION = Price.micros("10000");

    private SanityCheck() {}

    /// What is wrong with the price by itself; null: nothing.
    static @Nullable String problem(Price price) {
        Rates rates = price.rates();
        if (rates.of(Unit.CACHED_INPUT) > rates.of(Unit.INPUT)) {
            return "cached input would cost more than input";
        }
        if (isBelow(rates, Unit.CACHE_WRITE, Unit.INPUT)) {
            return "a cache write would cost less than input";
        }
        if (isBelow(rates, Unit.CACHE_WRITE_HOUR, Unit.CACHE_WRITE)) {
            return "a cache write for an hour would cost less than one for five minutes";
        }
        boolean absurd =
                List.of(Unit.INPUT, Unit.OUTPUT, Unit.REASONING).stream()
                        .anyMatch(unit -> rates.of(unit) > MOST_PER_MILLION);
        return absurd ? "more than $10,000 for 1M tokens" : null;
    }

    /// A price of zero is meant: some vendors do not charge cache writes.
    private static boolean isBelow(Rates rates, Unit unit, Unit other) {
        return rates.of(unit) != 0 && rates.of(unit) < rates.of(other);
    }

    /// What is wrong with such a change; null: nothing.
    static @Nullable String problem(Price before, Price after) {
        for (Unit unit : List.of(Unit.INPUT, Unit.OUTPUT, Unit.IMAGE, Unit.SECOND)) {
            long old = before.rates().of(unit);
            long now = after.rates().of(unit);
            if (old > 0 && now > 0 && (now / LARGEST_CHANGE > old || old / LARGEST_CHANGE > now)) {
                return "%s would change from $%s to $%s"
                        .formatted(PriceForm.nameOf(unit), Price.dollars(old), Price.dollars(now));
            }
        }
        return null;
    }
}
