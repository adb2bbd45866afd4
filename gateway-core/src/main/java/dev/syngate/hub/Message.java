package dev.syngate.hub;

import java.util.List;

/// One turn of a conversation. Results of tools are parts of a user's turn.
public record Message(Role role, List<Part> parts) {
    public Message {
        parts = List.copyOf(parts);
    }

    /// Who speaks.
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /// The texts of its parts, joined by line feeds.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text(String more, _) && !more.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(more);
            }
        }
        return text.toString();
    }
}
