package dev.syngate.gateway;

import dev.syngate.chat.Attachment;
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
    /// @param attachments what goes along with the text
    public record Turn(String role, String text, List<Attachment> attachments) {
        public Turn {
            attachments = List.copyOf(attachments);
        }

        public Turn(String role, String text) {
            this(role, text, List.of());
        }

        public static Turn user(String text) {
            return new Turn("user", text);
        }

        public static Turn user(String text, List<Attachment> attachments) {
            return new Turn("user", text, attachments);
        }

        public static Turn assistant(String text) {
            return new Turn("assistant", text);
        }
    }
}
