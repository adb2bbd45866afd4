package dev.syngate.usage;

import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord;
import java.util.Objects;

/// Sums over requests.
///
/// @param errors requests that failed
/// @param unpriced requests whose cost is not known and not in `cost`
/// @param input tokens of prompts, cached ones included
/// @param output tokens of answers, reasoning included
/// @param cost what was charged
/// @param upstream what providers ask for it, as far as is known
public record Totals(
        long requests,
        long errors,
        long unpriced,
        long input,
        long cachedInput,
        long output,
        long reasoning,
        Money cost,
        Money upstream) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, Money.ZERO, Money.ZERO);

    /// The totals of a single request.
    static Totals of(RequestRecord item) {
        Receipt receipt = item.receipt();
        Usage usage = receipt == null ? Usage.NONE : receipt.usage();
        return new Totals(
                1,
                item.failed() ? 1 : 0,
                item.costUnknown() ? 1 : 0,
                usage.input(),
                usage.cachedInput(),
                usage.output(),
                usage.reasoning(),
                item.charged(),
                Objects.requireNonNullElse(item.upstreamCost(), Money.ZERO));
    }

    /// What is left of what was charged when the providers are paid; negative: it costs more than
    /// it brings in. Requests of unknown cost are in neither.
    public Money margin() {
        return cost.minus(upstream);
    }

    public Totals plus(Totals more) {
        return new Totals(
                requests + more.requests,
                errors + more.errors,
                unpriced + more.unpriced,
                input + more.input,
                cachedInput + more.cachedInput,
                output + more.output,
                reasoning + more.reasoning,
                cost.plus(more.cost),
                upstream.plus(more.upstream));
    }
}
