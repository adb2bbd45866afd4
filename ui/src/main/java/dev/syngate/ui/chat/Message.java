package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import java.util.List;

/// What a person wrote, ready to be sent.
record Message(String text, List<Attachment> attachments) {
    Message {
        text = text.strip();
        attachments = List.copyOf(attachments);
    }

    static Message of(String text) {
        return new Message(text, List.of());
    }

    boolean isEmpty() {
        return text.isEmpty() && attachments.isEmpty();
    }
}
