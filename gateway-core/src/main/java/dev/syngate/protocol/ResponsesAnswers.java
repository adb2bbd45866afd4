package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Understands answers of the Responses API: one terminal event with the usage (Responses
/// reference, "Streaming events").
final class ResponsesAnswers extends TreeAnswers {
    private @Nullable String id;

    @Override
    public @Nullable String keptAs() {
        return id;
    }

    @Override
    ChatChunk chunk(JsonNode event) {
        id = event.path("response").path("id").asString(id);
        String delta = event.path("delta").asString("");
        return switch (event.path("type").asString("")) {
            case "response.output_text.delta",
                    "response.refusal.delta",
                    "response.function_call_arguments.delta",
                    "response.custom_tool_call_input.delta" ->
                    ChatChunk.of(List.of(new ChatEvent.Text(delta)), false);
            case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" ->
                    ChatChunk.of(List.of(new ChatEvent.Reasoning(delta)), false);
            case "response.completed", "response.incomplete" -> end(event.path("response"));
            case "response.failed" -> failed(event.path("response"));
            case "error" -> failure(event.has("error") ? event.path("error") : event);
            default -> untyped(event);
        };
    }

    private static ChatChunk end(JsonNode response) {
        List<ChatEvent> events = new ArrayList<>(2);
        Usage usage = UsageForms.openAi(response.path("usage"));
        if (usage != null) {
            events.add(new ChatEvent.Counted(usage));
        }
        events.add(new ChatEvent.Done());
        return ChatChunk.of(events, true);
    }

    private static ChatChunk failed(JsonNode response) {
        String words = words(response.path("error"));
        return ChatChunk.of(List.of(new ChatEvent.Failed(words), new ChatEvent.Done()), true);
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
        id = body.path("id").asString(null);
        if (body.path("error").isObject()) {
            return failed(words(body.path("error")));
        }
        if (!body.path("output").isArray()) {
            String found = UpstreamErrors.find(body);
            return failed(found == null ? "the provider's answer has no output" : found);
        }
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        for (JsonNode item : body.path("output")) {
            boolean thinks = item.path("type").asString("").equals("reasoning");
            texts(item.path("content"), thinks ? reasoning : text);
            texts(item.path("summary"), reasoning);
            text.append(item.path("arguments").asString(""));
        }
        @Nullable Usage usage = UsageForms.openAi(body.path("usage"));
        return new ChatReply(usage, reasoning.toString(), text.toString(), null);
    }

    private static void texts(JsonNode parts, StringBuilder target) {
        parts.forEach(part -> target.append(part.path("text").asString("")));
    }
}
