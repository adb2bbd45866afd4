package dev.syngate.codec;

import dev.syngate.chat.ThinkTags;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import java.util.ArrayList;
import java.util.List;

/// Finds in a conversation the thoughts that were told as the beginning of an answer's text: models
/// must not take them for what they say.
final class SaidThoughts {
    private SaidThoughts() {}

    static List<Message> found(List<Message> messages) {
        return messages.stream()
                .map(message -> message.role() == Role.ASSISTANT ? found(message) : message)
                .toList();
    }

    private static Message found(Message message) {
        List<Part> parts = new ArrayList<>(message.parts().size() + 1);
        for (Part part : message.parts()) {
            if (part instanceof Part.Text(String text, _)) {
                StringBuilder thought = new StringBuilder();
                StringBuilder answer = new StringBuilder();
                ThinkTags tags = new ThinkTags();
                tags.read(text, thought::append, answer::append);
                tags.end(thought::append, answer::append);
                if (!thought.isEmpty()) {
                    parts.add(new Part.Reasoning(thought.toString().strip(), null));
                }
                parts.add(new Part.Text(answer.toString()));
            } else {
                parts.add(part);
            }
        }
        return new Message(message.role(), parts);
    }
}
