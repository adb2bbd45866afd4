package dev.syngate.chat;

import dev.syngate.billing.Usage;

/// What one event of a streamed answer means, whatever the protocol.
public sealed interface ChatEvent {
    /// More of the model's thinking.
    record Reasoning(String text) implements ChatEvent {}

    /// More of the answer; where a protocol's reader does not tell tool calls apart, of their
    /// arguments too, which count as output.
    record Text(String text) implements ChatEvent {}

    /// More of a call of a tool.
    ///
    /// @param index which of the answer's calls
    /// @param id empty where it was told before
    /// @param name empty where it was told before
    /// @param arguments a piece of their JSON
    record ToolCall(int index, String id, String name, String arguments) implements ChatEvent {
        /// What counts as output.
        public String text() {
            return name + arguments;
        }
    }

    /// What the provider counted; the last one wins.
    record Counted(Usage usage) implements ChatEvent {}

    /// The provider reported a failure inside the stream.
    record Failed(String message) implements ChatEvent {}

    /// The answer is complete.
    record Done() implements ChatEvent {}
}
