package dev.syngate.billing;

import dev.syngate.call.Refusal;

/// The answer to a wish to hold money.
public sealed interface HoldResult {
    record Held(Hold hold) implements HoldResult {}

    record Refused(Refusal refusal) implements HoldResult {}
}
