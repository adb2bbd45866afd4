package dev.syngate.hub;

import dev.syngate.billing.Usage;
import java.util.List;

/// A complete answer, whatever the protocol.
///
/// @param usage what it used, for the caller to read; the bill reads the provider's own words
public record ChatAnswer(List<Part> parts, StopReason stop, Usage usage) {
    public ChatAnswer {
        parts = List.copyOf(parts);
    }
}
