package dev.syngate.codec;

import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.Seal;
import dev.syngate.hub.StopReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads answers of Gemini's: a whole answer is a stream of one event.
final class GeminiDecoder extends AnswerDecoder {
    private final String maker;
    private final String id;
    private final int choice;
    private int calls;

    GeminiDecoder(String maker, String id, int choice) {
        this.choice = choice;
        this.maker = maker;
        this.id = id;
    }

    @Override
    void event(JsonNode event, PartSequence parts) {
        for (JsonNode candidate : event.path("candidates")) {
            if (candidate.path("index").asInt(0) == choice) {
                parts.logprobs(Logprobs.ofGemini(candidate.path("logprobsResult")));
                candidate.path("content").path("parts").forEach(part -> part(part, parts));
                stop(Fields.text(candidate.path("finishReason")));
            }
        }
        if (event.path("promptFeedback").hasNonNull("blockReason")) {
            stopped(StopReason.FILTERED);
        }
    }

    @Override
    void whole(JsonNode body, PartSequence parts) {
        event(body, parts);
        if (stop() == null) {
            stopped(StopReason.STOP);
        }
    }

    private void part(JsonNode part, PartSequence parts) {
        Seal seal = seal(part);
        JsonNode call = part.path("functionCall");
        String text = Fields.text(part.path("text"));
        if (call.isObject()) {
            String given = Fields.text(call.path("id"));
            int key = calls++;
            String callId = given.isEmpty() ? "call_" + id + "_" + key : given;
            parts.call(key, callId, Fields.text(call.path("name")), seal);
            JsonNode args = call.path("args");
            parts.arguments(key, args.isObject() ? args.toString() : "{}");
            parts.endCall(key);
        } else if (part.path("inlineData").isObject()) {
            media(part.path("inlineData"), parts);
        } else if (part.path("thought").asBoolean(false)) {
            parts.reasoning(text);
            sealed(seal, parts);
        } else {
            sealed(seal, parts);
            parts.text(text);
        }
    }

    private @Nullable Seal seal(JsonNode part) {
        String value = Fields.text(part.path("thoughtSignature"));
        return value.isEmpty() ? null : new Seal(maker, "", value, false);
    }

    private static void sealed(@Nullable Seal seal, PartSequence parts) {
        if (seal != null) {
            parts.seal(seal);
        }
    }

    private static void media(JsonNode data, PartSequence parts) {
        String mime = Fields.text(data.path("mimeType"));
        Part.Media.Kind kind =
                mime.startsWith("audio/") ? Part.Media.Kind.AUDIO : Part.Media.Kind.IMAGE;
        parts.media(Part.Media.embedded(kind, mime, Fields.text(data.path("data"))));
    }

    private void stop(String reason) {
        switch (reason) {
            case "" -> {}
            case "MAX_TOKENS" -> stopped(StopReason.LENGTH);
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "LANGUAGE",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" ->
                    stopped(StopReason.FILTERED);
            default -> stopped(StopReason.STOP);
        }
    }
}
