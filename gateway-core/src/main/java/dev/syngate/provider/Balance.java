package dev.syngate.provider;

import java.math.BigDecimal;

/// What is left of our money at a provider, as it says.
///
/// @param currency its code; may be empty
public record Balance(BigDecimal amount, String currency) {
    public String text() {
        return (amount.stripTrailingZeros().toPlainString() + " " + currency).strip();
    }
}
