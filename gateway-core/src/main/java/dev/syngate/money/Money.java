package dev.syngate.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount of US dollars in whole pico-dollars (10^-12 dollar), so that tokens x price is exact.
/// The range is about plus or minus 9.2 million dollars; arithmetic beyond it throws
/// [ArithmeticException].
///
/// @param picos the amount in pico-dollars
public record Money(long picos) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);
    private static final int SCALE = 12;

    /// Reads a decimal number of dollars such as `10.00` or `-0.0025`, at most twelve decimals.
    ///
    /// @throws IllegalArgumentException when the text is no such number or out of range
    public static Money ofDollars(String dollars) {
        try {
            return new Money(Decimals.parse(dollars, SCALE));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "not an amount in dollars, such as 12.50: " + Decimals.excerpt(dollars), e);
        }
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(picos, other.picos));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(picos, other.picos));
    }

    public Money negate() {
        return new Money(Math.negateExact(picos));
    }

    public boolean isNegative() {
        return picos < 0;
    }

    public boolean isZero() {
        return picos == 0;
    }

    /// Dollars as a plain decimal without trailing zeros: `0.002`, `10`, `-1.5`.
    public String dollars() {
        return Decimals.format(picos, SCALE);
    }

    /// Dollars with exactly the given number of decimals, rounded half up; for tables that say so.
    public String dollars(int decimals) {
        return BigDecimal.valueOf(picos, SCALE)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(picos, other.picos);
    }

    @Override
    public String toString() {
        return isNegative() ? "-$" + negate().dollars() : "$" + dollars();
    }
}
