package dev.syngate.money;

import java.math.BigDecimal;

/// Decimal text to scaled integers and back, without a binary fraction in between.
final class Decimals {
    private static final int LONGEST = 40;

    private Decimals() {}

    static long parse(String text, int scale) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()
                || trimmed.length() > LONGEST
                || trimmed.chars().anyMatch(c -> c == 'e' || c == 'E')) {
            throw new NumberFormatException("not a plain decimal");
        }
        return new BigDecimal(trimmed).setScale(scale).unscaledValue().longValueExact();
    }

    static String format(long unscaled, int scale) {
        if (unscaled == 0) {
            return "0";
        }
        return BigDecimal.valueOf(unscaled, scale).stripTrailingZeros().toPlainString();
    }

    static String excerpt(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
