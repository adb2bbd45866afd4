package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Understands answers of generateContent: every event is a whole response whose parts are what is
/// new and whose usage is cumulative (generateContent reference, "GenerateContentResponse").
final class GeminiAnswers extends TreeAnswers {
    private static final int MOST_CANDIDATES = 1000;

    private final BitSet ended = new BitSet();

    /// A prompt that is blocked has none.
    private boolean blocked;

    @Override
    public int ended() {
        return blocked ? Integer.MAX_VALUE : ended.cardinality();
    }

    @Override
    ChatChunk chunk(JsonNode event) {
        String failure = failure(event);
        if (failure != null) {
            return ChatChunk.of(List.of(new ChatEvent.Failed(failure)), false);
        }
        List<ChatEvent> events = new ArrayList<>(3);
        blocked |= event.path("promptFeedback").hasNonNull("blockReason");
        boolean finished = blocked;
        for (JsonNode candidate : event.path("candidates")) {
            if (candidate.hasNonNull("finishReason")) {
                finished = true;
                ended.set(Math.clamp(candidate.path("index").asInt(0), 0, MOST_CANDIDATES));
            }
            for (JsonNode part : candidate.path("content").path("parts")) {
                add(events, part);
            }
        }
        JsonNode counts =
                event.path(event.has("usageMetadata") ? "usageMetadata" : "usage_metadata");
        if (counts.isObject()) {
            events.add(new ChatEvent.Counted(UsageForms.gemini(counts)));
        }
        return ChatChunk.of(events, finished);
    }

    private static @Nullable String failure(JsonNode event) {
        JsonNode root = event.isArray() && !event.isEmpty() ? event.get(0) : event;
        return root.has("error") ? UpstreamErrors.find(root) : null;
    }

    private static void add(List<ChatEvent> events, JsonNode part) {
        String text = part.path("text").asString("");
        if (part.path("functionCall").isObject()) {
            events.add(new ChatEvent.Text(part.path("functionCall").toString()));
        } else if (!text.isEmpty()) {
            events.add(
                    part.path("thought").asBoolean(false)
                            ? new ChatEvent.Reasoning(text)
                            : new ChatEvent.Text(text));
        }
    }

    @Override
    ChatReply reply(JsonNode body) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        Usage usage = null;
        String error =
                body.has("candidates") || body.has("promptFeedback") || body.has("error")
                        ? null
                        : "the provider's answer has no candidates";
        for (ChatEvent event : chunk(body).events()) {
            switch (event) {
                case ChatEvent.Text more -> text.append(more.text());
                case ChatEvent.ToolCall more -> text.append(more.text());
                case ChatEvent.Reasoning more -> reasoning.append(more.text());
                case ChatEvent.Counted counted -> usage = counted.usage();
                case ChatEvent.Failed failed -> error = failed.message();
                case ChatEvent.Done done -> {}
            }
        }
        return new ChatReply(usage, reasoning.toString(), text.toString(), error);
    }
}
