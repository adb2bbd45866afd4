package dev.syngate.hub;

import dev.syngate.billing.Usage;
import java.util.List;

/// A complete answer, whatever the protocol.
///
/// @param choices in their order, at least one
/// @param usage what it used, for the caller to read; the bill reads the provider's own words
public record ChatAnswer(List<Choice> choices, Usage usage) {
    public ChatAnswer {
        choices = List.copyOf(choices);
    }

    /// One of the answers that were asked for.
    ///
    /// @param index among them, from 0
    public record Choice(int index, List<Part> parts, StopReason stop) {
        public Choice {
            parts = List.copyOf(parts);
        }
    }

    /// Those of the first choice.
    public List<Part> parts() {
        return choices.getFirst().parts();
    }

    /// Why the first choice ended.
    public StopReason stop() {
        return choices.getFirst().stop();
    }
}
