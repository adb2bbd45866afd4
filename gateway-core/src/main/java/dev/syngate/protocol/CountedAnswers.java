package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Understands answers of which only the counts matter: embeddings, moderations, rerank, images,
/// speech, transcriptions.
final class CountedAnswers extends TreeAnswers {
    private final Endpoint endpoint;
    private long images;

    CountedAnswers(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    ChatChunk chunk(JsonNode event) {
        String type = event.path("type").asString("");
        String found = UpstreamErrors.find(event);
        if (found != null || type.equals("error")) {
            String words = found == null ? "the provider reported an error" : found;
            return ChatChunk.of(List.of(new ChatEvent.Failed(words)), false);
        }
        boolean picture = type.startsWith("image_") && type.endsWith(".completed");
        images += picture ? 1 : 0;
        List<ChatEvent> events = new ArrayList<>(2);
        String delta = event.path("delta").asString("");
        if (!delta.isEmpty()) {
            events.add(new ChatEvent.Text(delta));
        }
        Usage usage = usage(event.path("usage"), images, event);
        if (usage != null) {
            events.add(new ChatEvent.Counted(usage));
        }
        return ChatChunk.of(events, picture || type.endsWith(".done"));
    }

    @Override
    ChatReply reply(JsonNode body) {
        String found = UpstreamErrors.find(answers(body) ? onlyError(body) : body);
        if (found != null) {
            return failed(found);
        }
        JsonNode data = body.path("data");
        Usage usage = usage(counts(body), data.isArray() ? data.size() : 0, body);
        if (usage == null && body.has("duration")) {
            usage = Usage.ofMedia(Media.ofMillis(UsageForms.millis(body.path("duration"))));
        }
        return new ChatReply(usage, "", body.path("text").asString(""), null);
    }

    /// Whether there is an answer, so that a code and a message beside it are those of a success.
    private static boolean answers(JsonNode body) {
        return body.path("data").isArray() || body.path("results").isArray() || body.has("text");
    }

    private static JsonNode onlyError(JsonNode body) {
        return Json.MAPPER.createObjectNode().set("error", body.path("error"));
    }

    /// Rerankers count in `meta` (Cohere, Jina).
    private static JsonNode counts(JsonNode body) {
        JsonNode usage = body.path("usage");
        return usage.isObject() ? usage : body.path("meta").path("tokens");
    }

    private @Nullable Usage usage(JsonNode counts, long made, JsonNode answer) {
        Usage usage = endpoint.isFree() ? Usage.NONE : UsageForms.openAi(counts);
        return endpoint.makesImages() ? withImages(usage, made, answer) : usage;
    }

    private static @Nullable Usage withImages(@Nullable Usage usage, long made, JsonNode answer) {
        if (made == 0) {
            return usage;
        }
        Usage tokens = usage == null ? Usage.NONE : usage;
        Media media = tokens.media();
        return tokens.withMedia(
                new Media(
                        media.audioInput(),
                        media.audioOutput(),
                        media.imageInput(),
                        media.imageOutput(),
                        made,
                        answer.path("size").asString(null),
                        answer.path("quality").asString(null),
                        0,
                        0));
    }
}
