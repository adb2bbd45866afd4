package dev.syngate.codec;

import dev.syngate.chat.ChatEvent;
import dev.syngate.chat.ThinkTags;
import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.Seal;
import dev.syngate.hub.StopReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads answers of chat completions, with the habits of its many providers.
final class ChatDecoder extends AnswerDecoder {
    private final String maker;
    private final String id;
    private final int choice;
    private final ThinkTags tags;
    private final ReasoningDetails details = new ReasoningDetails();
    private final Map<Integer, Begun> begun = new HashMap<>();
    private int calls;
    private int lastIndex = -1;
    private String lastId = "";
    private boolean tellsReasoning;

    /// @param startsInThinking whether the model's template opens its tag of thought
    ChatDecoder(String maker, String id, boolean startsInThinking, int choice) {
        this.choice = choice;
        this.maker = maker;
        this.id = id;
        this.tags = new ThinkTags(startsInThinking);
    }

    @Override
    void event(JsonNode event, PartSequence parts) {
        for (JsonNode one : event.path("choices")) {
            if (one.path("index").asInt(0) == choice) {
                boolean grows = one.path("delta").isObject();
                choice(one, one.path(grows ? "delta" : "message"), parts);
            }
        }
    }

    @Override
    void plain(List<ChatEvent> said, PartSequence parts) {
        for (ChatEvent event : said) {
            if (event instanceof ChatEvent.Text more) {
                text(more.text(), parts);
            } else if (event instanceof ChatEvent.Reasoning thought) {
                reasoning(thought.text(), parts);
            }
        }
    }

    private void choice(JsonNode one, JsonNode message, PartSequence parts) {
        parts.logprobs(Logprobs.ofOpenAi(one.path("logprobs").path("content")));
        message(message, parts);
        stop(one.path("finish_reason"));
    }

    @Override
    void whole(JsonNode body, PartSequence parts) {
        for (JsonNode one : body.path("choices")) {
            if (one.path("index").asInt(0) == choice) {
                choice(one, one.path("message"), parts);
            }
        }
        if (stop() == null) {
            stopped(StopReason.STOP);
        }
    }

    @Override
    void end(PartSequence parts) {
        endText(parts);
        seal(parts);
    }

    private void endText(PartSequence parts) {
        tags.end(parts::reasoning, parts::text);
    }

    private void message(JsonNode message, PartSequence parts) {
        reasoning(reasoning(message), parts);
        details.add(message.path("reasoning_details"));
        content(message.path("content"), parts);
        if (!message.path("tool_calls").isEmpty()) {
            seal(parts);
        }
        parts.refused(Fields.text(message.path("refusal")));
        for (JsonNode call : message.path("tool_calls")) {
            call(call, parts);
        }
        if (message.path("function_call").isObject()) {
            called(0, "", message.path("function_call"), null, parts);
        }
        for (JsonNode image : message.path("images")) {
            String url = image.path("image_url").path("url").asString("");
            parts.media(Part.Media.at(Part.Media.Kind.IMAGE, url, null, null));
        }
    }

    private void content(JsonNode content, PartSequence parts) {
        if (content.isString()) {
            text(content.asString(""), parts);
        }
        if (content.isArray()) {
            for (JsonNode part : content) {
                switch (Fields.text(part.path("type"))) {
                    case "thinking" -> reasoning(thinking(part.path("thinking")), parts);
                    case "reasoning" ->
                            reasoning(
                                    words(part, "text", "reasoning", "summary", "content"), parts);
                    default -> text(Fields.text(part.path("text")), parts);
                }
            }
        }
    }

    private void text(String text, PartSequence parts) {
        if (tellsReasoning) {
            parts.text(text);
        } else {
            tags.read(text, parts::reasoning, parts::text);
        }
    }

    /// Who tells thoughts apart from the text means the tags that the text has.
    private void reasoning(String piece, PartSequence parts) {
        if (!piece.isEmpty()) {
            endText(parts);
            tellsReasoning = true;
            parts.reasoning(piece);
        }
    }

    /// What the provider wants back with the thoughts, before what they led to.
    private void seal(PartSequence parts) {
        String value = details.take();
        if (value != null) {
            parts.seal(new Seal(maker, "", value, false));
        }
    }

    /// The first of the fields that says something: some providers say the same in two.
    private static String reasoning(JsonNode message) {
        String plain = Fields.text(message.path("reasoning_content"));
        if (!plain.isEmpty()) {
            return plain;
        }
        JsonNode other = message.path("reasoning");
        String text =
                other.isObject() ? words(other, "content", "text", "summary") : Fields.text(other);
        if (!text.isEmpty()) {
            return text;
        }
        String detailed = ReasoningDetails.words(message.path("reasoning_details"));
        if (!detailed.isEmpty()) {
            return detailed;
        }
        StringBuilder found = new StringBuilder(Fields.text(message.path("thinking")));
        if (found.isEmpty()) {
            message.path("thinking_blocks")
                    .forEach(block -> found.append(thinking(block.path("thinking"))));
        }
        return found.toString();
    }

    /// The first of the fields that is a text.
    private static String words(JsonNode node, String... names) {
        for (String name : names) {
            String text = Fields.text(node.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String thinking(JsonNode thinking) {
        if (!thinking.isArray()) {
            return Fields.text(thinking);
        }
        StringBuilder text = new StringBuilder();
        thinking.forEach(part -> text.append(Fields.text(part.path("text"))));
        return text.toString();
    }

    private void call(JsonNode call, PartSequence parts) {
        String callId = Fields.text(call.path("id"));
        int key = key(call.path("index"), callId);
        JsonNode what =
                call.path("custom").isObject() ? call.path("custom") : call.path("function");
        called(key, callId, what, signature(call), parts);
    }

    /// Which call a piece belongs to: by its index, else a new id begins a new one. Some providers
    /// give all calls the same index, but each its id.
    private int key(JsonNode index, String callId) {
        boolean goesOn = callId.isEmpty() || callId.equals(lastId);
        int at = index.asInt(goesOn ? Math.max(0, lastIndex) : lastIndex + 1);
        lastIndex = Math.max(lastIndex, at);
        Begun before = begun.get(at);
        if (!callId.isEmpty()) {
            lastId = callId;
        }
        if (before != null
                && (callId.isEmpty() || before.id().isEmpty() || before.id().equals(callId))) {
            return before.key();
        }
        int key = calls++;
        begun.put(at, new Begun(key, callId));
        return key;
    }

    /// A call of a tool, by the latest at its index.
    private record Begun(int key, String id) {}

    /// The signature that Gemini's chat completions put beside a call.
    private @Nullable Seal signature(JsonNode call) {
        JsonNode google = call.path("extra_content").path("google");
        String value = Fields.text(google.path("thought_signature"));
        return value.isEmpty() ? null : new Seal(maker, "", value, false);
    }

    private void called(
            int key, String callId, JsonNode function, @Nullable Seal seal, PartSequence parts) {
        if (!parts.hasCall(key)) {
            endText(parts);
            String name = Fields.text(function.path("name"));
            parts.call(key, callId.isEmpty() ? "call_" + id + "_" + key : callId, name, seal);
        }
        JsonNode arguments = function.path("arguments");
        if (function.path("input").isString()) {
            parts.arguments(key, FreeText.wrap(function.path("input").asString("")));
        } else {
            parts.arguments(
                    key, arguments.isObject() ? arguments.toString() : Fields.text(arguments));
        }
    }

    private void stop(JsonNode reason) {
        StopReason why = reason(Fields.text(reason));
        if (why != null) {
            stopped(why);
        }
    }

    private static @Nullable StopReason reason(String reason) {
        return switch (reason) {
            case "" -> null;
            case "length", "model_length", "max_tokens" -> StopReason.LENGTH;
            case "tool_calls", "function_call", "tool_use" -> StopReason.TOOL_CALLS;
            case "content_filter", "sensitive" -> StopReason.FILTERED;
            default -> StopReason.STOP;
        };
    }
}
