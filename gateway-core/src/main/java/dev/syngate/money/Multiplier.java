package dev.syngate.money;

/// A group's billing factor, 0.01 to 10 with four decimals.
///
/// @param tenThousandths the factor times 10,000
public record Multiplier(int tenThousandths) {
    public static final Multiplier ONE = new Multiplier(10_000);
    private static final int SCALE = 4;
    private static final int LOWEST = 100;
    private static final int HIGHEST = 100_000;

    public Multiplier {
        if (tenThousandths < LOWEST || tenThousandths > HIGHEST) {
            throw new IllegalArgumentException("a multiplier is between 0.01 and 10");
        }
    }

    /// Reads `0.5`, `1`, `0.3333`.
    ///
    /// @throws IllegalArgumentException when it is no such number, out of range or finer than four
    ///   decimals
    public static Multiplier of(String text) {
        try {
            return new Multiplier(Math.toIntExact(Decimals.parse(text, SCALE)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a multiplier is a number between 0.01 and 10 with at most four decimals, not "
                            + Decimals.excerpt(text),
                    e);
        }
    }

    /// The amount times this factor, rounded half up to a pico-dollar: the only rounding in
    /// billing.
    public Money apply(Money amount) {
        if (tenThousandths == ONE.tenThousandths) {
            return amount;
        }
        long whole = Math.multiplyExact(amount.picos() / ONE.tenThousandths, (long) tenThousandths);
        long rest = amount.picos() % ONE.tenThousandths * tenThousandths;
        return new Money(
                Math.addExact(
                        whole,
                        Math.floorDiv(rest + ONE.tenThousandths / 2, (long) ONE.tenThousandths)));
    }

    /// `0.5`, `1`, `0.3333`.
    public String text() {
        return Decimals.format(tenThousandths, SCALE);
    }

    @Override
    public String toString() {
        return text() + "x";
    }
}
