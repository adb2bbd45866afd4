package dev.syngate.protocol;

import dev.syngate.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a message or a delta of one: text and tool calls, and reasoning in the dialects of the
/// providers. Where several fields repeat the same reasoning, only the first that has text counts.
final class MessageReader {
    private static final Set<String> THINKING_TEXT =
            Set.of("text", "content", "summary", "thinking", "reasoning");

    private static final Set<String> PLAIN = Set.of("role", "content", "reasoning_content");

    /// The format of a detail that carries a seal of Syngate's.
    private static final String SEALED_HERE = "syngate";

    private final JsonParser parser;
    private @Nullable String reasoningContent;
    private @Nullable String reasoning;
    private @Nullable String reasoningDetails;
    private @Nullable String thinkingParts;
    private @Nullable String thinking;
    private @Nullable String text;
    private @Nullable String refusal;
    private final List<ChatEvent.ToolCall> calls = new ArrayList<>();
    private boolean plain = true;

    /// @param parser stands at the start of the message
    MessageReader(JsonParser parser) {
        this.parser = parser;
    }

    /// Whether the message has no more than the text and the thoughts that were found.
    boolean isPlain() {
        return plain;
    }

    void read(List<ChatEvent> events) {
        String name;
        while ((name = parser.nextName()) != null) {
            boolean said = parser.nextToken() != JsonToken.VALUE_NULL;
            plain &= !said || PLAIN.contains(name);
            switch (name) {
                case "reasoning_content" -> {
                    plain &= parser.currentToken().isScalarValue();
                    reasoningContent = thoughts();
                }
                case "reasoning" -> reasoning = thoughts();
                case "reasoning_details" -> reasoningDetails = details();
                case "thinking", "thinking_blocks" -> thinking = thoughts();
                case "content" -> readContent();
                case "refusal" -> refusal = string();
                case "tool_calls", "function_call" -> readCalls();
                default -> parser.skipChildren();
            }
        }
        addTo(events);
    }

    private void addTo(List<ChatEvent> events) {
        String thoughts =
                firstWithText(
                        reasoningContent, reasoning, reasoningDetails, thinkingParts, thinking);
        if (thoughts != null) {
            events.add(new ChatEvent.Reasoning(thoughts));
        }
        addText(events, text);
        addText(events, refusal);
        events.addAll(calls);
    }

    private static @Nullable String firstWithText(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return null;
    }

    private static void addText(List<ChatEvent> events, @Nullable String more) {
        if (more != null && !more.isEmpty()) {
            events.add(new ChatEvent.Text(more));
        }
    }

    private @Nullable String string() {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }

    private @Nullable String thoughts() {
        return parser.currentToken().isScalarValue() ? string() : texts(THINKING_TEXT).toString();
    }

    /// The words of details, but not of those of another Syngate or of a translation here: they say
    /// once more, with its seal, what `reasoning_content` has told.
    private @Nullable String details() {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            return thoughts();
        }
        StringBuilder found = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                found.append(detail());
            } else {
                parser.skipChildren();
            }
        }
        return found.toString();
    }

    private CharSequence detail() {
        StringBuilder words = new StringBuilder();
        boolean repeats = false;
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            if (name.equals("format")) {
                repeats = SEALED_HERE.equals(string());
            } else if (THINKING_TEXT.contains(name)) {
                append(words, thoughts());
            } else {
                parser.skipChildren();
            }
        }
        return repeats ? "" : words;
    }

    /// All strings below the array or object at which the parser stands, those of arrays and of the
    /// named fields.
    private StringBuilder texts(Set<String> names) {
        StringBuilder found = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            String name = parser.currentName();
            if (token == JsonToken.VALUE_STRING && (name == null || names.contains(name))) {
                found.append(parser.getString());
            }
        }
        return found;
    }

    private void readContent() {
        plain &= parser.currentToken().isScalarValue();
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            text = string();
            return;
        }
        StringBuilder answer = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                readPart(answer, thoughts);
            } else {
                parser.skipChildren();
            }
        }
        text = answer.toString();
        thinkingParts = thoughts.toString();
    }

    private void readPart(StringBuilder answer, StringBuilder thoughts) {
        boolean thinks = false;
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            switch (name) {
                case "type" -> thinks = "reasoning".equals(string());
                case "thinking", "reasoning" -> append(thoughts, thoughts());
                case "text" -> append(thinks ? thoughts : answer, string());
                case "refusal" -> append(answer, string());
                default -> parser.skipChildren();
            }
        }
    }

    private static void append(StringBuilder target, @Nullable String more) {
        if (more != null) {
            target.append(more);
        }
    }

    private void readCalls() {
        if (!parser.currentToken().isStructStart()) {
            return;
        }
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            readCall(0);
            return;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                readCall(i);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readCall(int place) {
        Call call = new Call(place);
        read(call);
        if (!call.id.isEmpty() || !call.name.isEmpty() || !call.arguments.isEmpty()) {
            calls.add(new ChatEvent.ToolCall(call.index, call.id, call.name, call.arguments));
        }
    }

    private void read(Call call) {
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            switch (name) {
                case "index" -> call.index = parser.getValueAsInt(call.index);
                case "id" -> call.id = Objects.requireNonNullElse(string(), "");
                case "name" -> call.name = Objects.requireNonNullElse(string(), "");
                case "arguments", "input" -> call.arguments = arguments();
                case "function", "custom" -> {
                    if (parser.hasToken(JsonToken.START_OBJECT)) {
                        read(call);
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private String arguments() {
        return parser.currentToken().isStructStart()
                ? texts(Set.of("arguments", "input")).toString()
                : Objects.requireNonNullElse(string(), "");
    }

    private static final class Call {
        private int index;
        private String id = "";
        private String name = "";
        private String arguments = "";

        Call(int index) {
            this.index = index;
        }
    }
}
