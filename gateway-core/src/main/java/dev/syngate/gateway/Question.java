package dev.syngate.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the window or the terminal asks a model.
///
/// @param group the billing group to ask as
/// @param effort `low`, `medium`, `high`; null: the model's default
/// @param messages the conversation so far, the new message last
public record Question(String model, String group, @Nullable String effort, List<Turn> messages) {
    public Question {
        messages = List.copyOf(messages);
    }

    /// @param role `system`, `user` or `assistant`
    public record Turn(String role, String text) {}
}
