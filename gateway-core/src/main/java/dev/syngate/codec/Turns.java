package dev.syngate.codec;

import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Conversations as every provider takes them: each call of a tool is answered in the turn that
/// follows, and nothing is answered that was not called.
final class Turns {
    private static final String NO_OUTPUT = "(no output)";

    private final List<Message> messages;
    private final Map<String, Part.ToolResult> results = new HashMap<>();
    private final Set<String> called = new HashSet<>();

    private Turns(List<Message> messages) {
        this.messages = messages;
    }

    static List<Message> inOrder(List<Message> messages) {
        return new Turns(messages).inOrder();
    }

    private List<Message> inOrder() {
        for (Message message : messages) {
            for (Part part : message.parts()) {
                switch (part) {
                    case Part.ToolResult result -> results.putIfAbsent(result.callId(), result);
                    case Part.ToolCall call -> called.add(call.id());
                    case Part.Text text -> {}
                    case Part.Refused refused -> {}
                    case Part.Reasoning thought -> {}
                    case Part.Media media -> {}
                }
            }
        }
        if (called.isEmpty() && results.isEmpty()) {
            return messages;
        }
        List<Message> ordered = new ArrayList<>();
        for (Message message : merged()) {
            Message kept = new Message(message.role(), withoutResults(message));
            if (!kept.parts().isEmpty()) {
                ordered.add(kept);
            }
            List<Part> answers = answers(message);
            if (!answers.isEmpty()) {
                ordered.add(new Message(Role.USER, answers));
            }
        }
        return ordered;
    }

    /// Turns of the assistant that only results separate from each other stay apart; those that
    /// follow each other directly are one.
    private List<Message> merged() {
        List<Message> merged = new ArrayList<>();
        for (Message message : messages) {
            boolean goesOn =
                    message.role() == Role.ASSISTANT
                            && !merged.isEmpty()
                            && merged.getLast().role() == Role.ASSISTANT;
            List<Part> parts = new ArrayList<>(goesOn ? merged.removeLast().parts() : List.of());
            parts.addAll(message.parts());
            merged.add(new Message(message.role(), parts));
        }
        return merged;
    }

    private List<Part> withoutResults(Message message) {
        List<Part> kept = new ArrayList<>();
        for (Part part : message.parts()) {
            if (!(part instanceof Part.ToolResult result)) {
                kept.add(part);
            } else if (!called.contains(result.callId()) && !result.text().isEmpty()) {
                kept.add(new Part.Text(result.text()));
            }
        }
        return kept;
    }

    private List<Part> answers(Message message) {
        List<Part> answers = new ArrayList<>();
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolCall call) {
                Part.ToolResult result = results.get(call.id());
                answers.add(
                        result == null
                                ? new Part.ToolResult(
                                        call.id(),
                                        call.name(),
                                        List.of(new Part.Text(NO_OUTPUT)),
                                        false)
                                : result);
            }
        }
        return answers;
    }
}
