package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Understands answers of the Messages API: the usage begins in `message_start` and is completed by
/// `message_delta` (Messages reference, "Streaming").
final class MessagesAnswers extends TreeAnswers {
    private Usage usage = Usage.NONE;

    @Override
    ChatChunk chunk(JsonNode event) {
        return switch (event.path("type").asString("")) {
            case "message_start" -> counted(event.path("message").path("usage"), false);
            case "content_block_delta" -> delta(event.path("delta"));
            case "message_delta" -> counted(event.path("usage"), true);
            case "message_stop" -> ChatChunk.of(List.of(new ChatEvent.Done()), true);
            case "error" -> failure(event.path("error"));
            default -> untyped(event);
        };
    }

    private ChatChunk counted(JsonNode counts, boolean finished) {
        if (!counts.isObject()) {
            return ChatChunk.of(List.of(), finished);
        }
        usage = UsageForms.messages(counts, usage);
        return ChatChunk.of(List.of(new ChatEvent.Counted(usage)), finished);
    }

    private static ChatChunk delta(JsonNode delta) {
        return switch (delta.path("type").asString("")) {
            case "text_delta" -> text(delta.path("text").asString(""));
            case "input_json_delta" -> text(delta.path("partial_json").asString(""));
            case "thinking_delta" ->
                    ChatChunk.of(
                            List.of(new ChatEvent.Reasoning(delta.path("thinking").asString(""))),
                            false);
            default -> ChatChunk.NOTHING;
        };
    }

    private static ChatChunk text(String text) {
        return text.isEmpty()
                ? ChatChunk.NOTHING
                : ChatChunk.of(List.of(new ChatEvent.Text(text)), false);
    }

    private static ChatChunk failure(JsonNode error) {
        return ChatChunk.of(List.of(new ChatEvent.Failed(words(error))), false);
    }

    private static String words(JsonNode error) {
        return UpstreamErrors.clean(
                error.path("message").asString("the provider reported an error without words"));
    }

    @Override
    ChatReply reply(JsonNode body) {
        if (body.path("type").asString("").equals("error")) {
            return failed(words(body.path("error")));
        }
        if (!body.path("content").isArray()) {
            String found = UpstreamErrors.find(body);
            return failed(found == null ? "the provider's answer has no content" : found);
        }
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        for (JsonNode block : body.path("content")) {
            text.append(block.path("text").asString(""));
            text.append(block.path("input").isObject() ? block.path("input").toString() : "");
            reasoning.append(block.path("thinking").asString(""));
        }
        JsonNode counts = body.path("usage");
        return new ChatReply(
                counts.isObject() ? UsageForms.messages(counts, Usage.NONE) : null,
                reasoning.toString(),
                text.toString(),
                null);
    }
}
