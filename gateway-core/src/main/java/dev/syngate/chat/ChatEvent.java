package dev.syngate.chat;

import dev.syngate.billing.Usage;

/// What one event of a streamed answer means, whatever the protocol.
public sealed interface ChatEvent {
    /// More of the model's thinking.
    record Reasoning(String text) implements ChatEvent {}

    /// More of the answer (or of a tool call's arguments, which count as output too).
    record Text(String text) implements ChatEvent {}

    /// What the provider counted; the last one wins.
    record Counted(Usage usage) implements ChatEvent {}

    /// The provider reported a failure inside the stream.
    record Failed(String message) implements ChatEvent {}

    /// The answer is complete.
    record Done() implements ChatEvent {}
}
