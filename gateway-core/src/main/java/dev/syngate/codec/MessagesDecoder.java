package dev.syngate.codec;

import dev.syngate.hub.PartSequence;
import dev.syngate.hub.Seal;
import dev.syngate.hub.StopReason;
import tools.jackson.databind.JsonNode;

/// Reads answers of the Messages API.
final class MessagesDecoder extends AnswerDecoder {
    private final String maker;

    MessagesDecoder(String maker) {
        this.maker = maker;
    }

    @Override
    void event(JsonNode event, PartSequence parts) {
        int index = event.path("index").asInt(0);
        switch (event.path("type").asString("")) {
            case "content_block_start" -> start(index, event.path("content_block"), parts);
            case "content_block_delta" -> delta(index, event.path("delta"), parts);
            case "content_block_stop" -> {
                parts.endCall(index);
                parts.breakOff();
            }
            case "message_delta" -> stop(event.path("delta").path("stop_reason"));
            default -> {}
        }
    }

    private void start(int index, JsonNode block, PartSequence parts) {
        switch (block.path("type").asString("")) {
            case "text" -> parts.text(block.path("text").asString(""));
            case "thinking" -> parts.reasoning(block.path("thinking").asString(""));
            case "redacted_thinking" -> redacted(block, parts);
            case "tool_use" ->
                    parts.call(
                            index,
                            Fields.text(block.path("id")),
                            Fields.text(block.path("name")),
                            null);
            default -> {}
        }
    }

    private void delta(int index, JsonNode delta, PartSequence parts) {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> parts.text(delta.path("text").asString(""));
            case "thinking_delta" -> parts.reasoning(delta.path("thinking").asString(""));
            case "signature_delta" -> seal(delta.path("signature"), parts);
            case "input_json_delta" ->
                    parts.arguments(index, delta.path("partial_json").asString(""));
            default -> {}
        }
    }

    private void seal(JsonNode signature, PartSequence parts) {
        String value = Fields.text(signature);
        if (!value.isEmpty()) {
            parts.seal(new Seal(maker, "", value, false));
        }
    }

    private void redacted(JsonNode block, PartSequence parts) {
        parts.breakOff();
        parts.seal(new Seal(maker, "", Fields.text(block.path("data")), true));
    }

    @Override
    void whole(JsonNode body, PartSequence parts) {
        int index = 0;
        for (JsonNode block : body.path("content")) {
            start(index, block, parts);
            switch (block.path("type").asString("")) {
                case "thinking" -> seal(block.path("signature"), parts);
                case "tool_use" -> parts.arguments(index, block.path("input").toString());
                default -> {}
            }
            parts.endCall(index++);
            parts.breakOff();
        }
        stop(body.path("stop_reason"));
        if (stop() == null) {
            stopped(StopReason.STOP);
        }
    }

    private void stop(JsonNode reason) {
        switch (Fields.text(reason)) {
            case "" -> {}
            case "max_tokens", "model_context_window_exceeded" -> stopped(StopReason.LENGTH);
            case "tool_use" -> stopped(StopReason.TOOL_CALLS);
            case "refusal" -> stopped(StopReason.FILTERED);
            default -> stopped(StopReason.STOP);
        }
    }
}
