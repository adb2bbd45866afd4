package dev.syngate.gateway;

import dev.syngate.chat.ChatParameters;
import java.util.List;

/// What the window or the terminal asks a model.
///
/// @param messages the conversation so far, the new message last, without the system prompt
public record Question(ChatParameters parameters, List<Turn> messages) {
    public Question {
        messages = List.copyOf(messages);
    }

    /// @param role `user` or `assistant`
    public record Turn(String role, String text) {
        public static Turn user(String text) {
            return new Turn("user", text);
        }

        public static Turn assistant(String text) {
            return new Turn("assistant", text);
        }
    }
}
