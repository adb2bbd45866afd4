package dev.syngate.codec;

import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.StopReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads answers of chat completions, with the habits of its many providers.
final class ChatDecoder extends AnswerDecoder {
    private final String id;
    private final ThinkTags tags = new ThinkTags();
    private int lastCall = -1;
    private boolean tellsReasoning;

    ChatDecoder(String id) {
        this.id = id;
    }

    @Override
    void event(JsonNode event, PartSequence parts) {
        for (JsonNode choice : event.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                message(
                        choice.path("delta").isObject()
                                ? choice.path("delta")
                                : choice.path("message"),
                        parts);
                stop(choice.path("finish_reason"));
            }
        }
    }

    @Override
    void whole(JsonNode body, PartSequence parts) {
        for (JsonNode choice : body.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                message(choice.path("message"), parts);
                stop(choice.path("finish_reason"));
            }
        }
        if (stop() == null) {
            stopped(StopReason.STOP);
        }
    }

    @Override
    void end(PartSequence parts) {
        tags.end(parts);
    }

    private void message(JsonNode message, PartSequence parts) {
        String reasoning = reasoning(message);
        tellsReasoning |= !reasoning.isEmpty();
        parts.reasoning(reasoning);
        content(message.path("content"), parts);
        parts.refused(Fields.text(message.path("refusal")));
        for (JsonNode call : message.path("tool_calls")) {
            call(call, parts);
        }
        if (message.path("function_call").isObject()) {
            called(0, "", message.path("function_call"), parts);
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
                text(Fields.text(part.path("text")), parts);
            }
        }
    }

    private void text(String text, PartSequence parts) {
        if (tellsReasoning) {
            parts.text(text);
        } else {
            tags.take(text, parts);
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
                other.isObject()
                        ? other.path("content").asString(other.path("text").asString(""))
                        : Fields.text(other);
        if (!text.isEmpty()) {
            return text;
        }
        StringBuilder found = new StringBuilder();
        for (JsonNode detail : message.path("reasoning_details")) {
            found.append(detail.path("text").asString(detail.path("summary").asString("")));
        }
        if (found.isEmpty() && message.path("content").isArray()) {
            message.path("content").forEach(part -> found.append(thinking(part.path("thinking"))));
        }
        return found.toString();
    }

    private static String thinking(JsonNode thinking) {
        if (!thinking.isArray()) {
            return Fields.text(thinking);
        }
        StringBuilder text = new StringBuilder();
        thinking.forEach(part -> text.append(Fields.text(part.path("text"))));
        return text.toString();
    }

    /// Which call a piece belongs to: by its index, else a new id begins a new one.
    private void call(JsonNode call, PartSequence parts) {
        String callId = Fields.text(call.path("id"));
        int next = callId.isEmpty() ? Math.max(0, lastCall) : lastCall + 1;
        int key = call.path("index").asInt(next);
        JsonNode what =
                call.path("custom").isObject() ? call.path("custom") : call.path("function");
        called(key, callId, what, parts);
        lastCall = Math.max(lastCall, key);
    }

    private void called(int key, String callId, JsonNode function, PartSequence parts) {
        if (!parts.hasCall(key)) {
            tags.end(parts);
            String name = Fields.text(function.path("name"));
            parts.call(key, callId.isEmpty() ? "call_" + id + "_" + key : callId, name, null);
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
