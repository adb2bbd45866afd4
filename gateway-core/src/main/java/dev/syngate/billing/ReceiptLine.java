package dev.syngate.billing;

import dev.syngate.money.Money;
import java.util.List;

/// One kind of thing on a receipt, with the price that it had.
///
/// @param count tokens, characters, requests, images, or milliseconds
/// @param micros the unit's price in micro-dollars, as [Unit] says
public record ReceiptLine(Unit unit, long count, long micros) {
    public Money amount() {
        return new Money(
                Math.multiplyExact(Math.multiplyExact(count, unit.picosPerMicro()), micros));
    }

    static Money sum(List<ReceiptLine> lines) {
        Money sum = Money.ZERO;
        for (ReceiptLine line : lines) {
            sum = sum.plus(line.amount());
        }
        return sum;
    }
}
