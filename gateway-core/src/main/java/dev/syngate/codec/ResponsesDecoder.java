package dev.syngate.codec;

import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.Seal;
import dev.syngate.hub.StopReason;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads answers of the Responses API.
final class ResponsesDecoder extends AnswerDecoder {
    private final String maker;

    /// The items whose content came in pieces: the complete item says it again.
    private final Set<Integer> told = new HashSet<>();

    ResponsesDecoder(String maker) {
        this.maker = maker;
    }

    @Override
    void event(JsonNode event, PartSequence parts) {
        int index = event.path("output_index").asInt(0);
        String delta = Fields.text(event.path("delta"));
        switch (event.path("type").asString("")) {
            case "response.output_item.added" -> added(index, event.path("item"), parts);
            case "response.output_text.delta" -> {
                tell(index, delta);
                parts.logprobs(Logprobs.ofOpenAi(event.path("logprobs")));
                parts.text(delta);
            }
            case "response.refusal.delta" -> {
                tell(index, delta);
                parts.refused(delta);
            }
            case "response.reasoning_summary_part.added" -> {
                if (event.path("summary_index").asInt(0) > 0) {
                    parts.reasoning("\n\n");
                }
            }
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> {
                tell(index, delta);
                parts.reasoning(delta);
            }
            case "response.function_call_arguments.delta" -> {
                tell(index, delta);
                parts.arguments(index, delta);
            }
            case "response.output_item.done" -> done(index, event.path("item"), parts);
            case "response.completed", "response.incomplete" -> stop(event.path("response"));
            default -> {}
        }
    }

    /// What is told piece by piece is not told again at its end.
    private void tell(int index, String delta) {
        if (!delta.isEmpty()) {
            told.add(index);
        }
    }

    private static void added(int index, JsonNode item, PartSequence parts) {
        if (item.path("type").asString("").equals("function_call")) {
            parts.call(
                    index, Fields.text(item.path("call_id")), Fields.text(item.path("name")), null);
        } else {
            parts.breakOff();
        }
    }

    private void done(int index, JsonNode item, PartSequence parts) {
        boolean isNew = told.add(index);
        switch (item.path("type").asString("")) {
            case "function_call" -> {
                if (!parts.hasCall(index)) {
                    added(index, item, parts);
                }
                if (isNew) {
                    parts.arguments(index, Fields.text(item.path("arguments")));
                }
                parts.endCall(index);
            }
            case "message" -> {
                if (isNew) {
                    message(item, parts);
                }
                parts.breakOff();
            }
            case "reasoning" -> reasoning(item, isNew, parts);
            case "image_generation_call" ->
                    parts.media(
                            Part.Media.embedded(
                                    Part.Media.Kind.IMAGE,
                                    "image/png",
                                    Fields.text(item.path("result"))));
            default -> {}
        }
    }

    private static void message(JsonNode item, PartSequence parts) {
        for (JsonNode part : item.path("content")) {
            parts.logprobs(Logprobs.ofOpenAi(part.path("logprobs")));
            parts.text(Fields.text(part.path("text")));
            parts.refused(Fields.text(part.path("refusal")));
        }
    }

    private void reasoning(JsonNode item, boolean isNew, PartSequence parts) {
        if (isNew) {
            JsonNode summary = item.path("summary");
            JsonNode told = summary.isEmpty() ? item.path("content") : summary;
            String between = "";
            for (JsonNode part : told) {
                parts.reasoning(between + Fields.text(part.path("text")));
                between = "\n\n";
            }
        }
        String encrypted = Fields.text(item.path("encrypted_content"));
        if (!encrypted.isEmpty()) {
            parts.seal(new Seal(maker, Fields.text(item.path("id")), encrypted, true));
        }
        parts.breakOff();
    }

    @Override
    void whole(JsonNode body, PartSequence parts) {
        int index = 0;
        for (JsonNode item : body.path("output")) {
            done(index++, item, parts);
        }
        stop(body);
    }

    private void stop(JsonNode response) {
        String why = response.path("incomplete_details").path("reason").asString("");
        if (response.path("status").asString("").equals("incomplete")) {
            stopped(why.equals("content_filter") ? StopReason.FILTERED : StopReason.LENGTH);
        } else {
            stopped(StopReason.STOP);
        }
    }
}
