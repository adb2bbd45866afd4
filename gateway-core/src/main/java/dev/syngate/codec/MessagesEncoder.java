package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.hub.StopReason;
import dev.syngate.protocol.EventWriter;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.PieceEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes answers of the Messages API.
final class MessagesEncoder implements AnswerEncoder {
    private final Asked asked;

    /// More of the block that is open; null: none was yet.
    private @Nullable PieceEvent open;

    private int openIndex;

    MessagesEncoder(Asked asked) {
        this.asked = asked;
    }

    private static ObjectNode event(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static ObjectNode event(String type, int index) {
        return event(type).put("index", index);
    }

    private static void send(ObjectNode event, EventWriter out) {
        out.named(event);
    }

    private ObjectNode head() {
        return event("message")
                .put("id", "msg_" + asked.id())
                .put("role", "assistant")
                .put("model", asked.model());
    }

    @Override
    public void begin(EventWriter out) {
        ObjectNode start = event("message_start");
        ObjectNode message = head();
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(Usage.estimate(asked.promptTokens(), 1, 0)));
        start.set("message", message);
        send(start, out);
    }

    @Override
    public void part(int choice, Delta delta, EventWriter out) {
        switch (delta) {
            case Delta.Begin begin -> begin(begin.index(), begin.part(), out);
            case Delta.More more -> more(more, out);
            case Delta.End end -> end(end.index(), end.part(), out);
        }
    }

    private void more(Delta.More more, EventWriter out) {
        PieceEvent event = open;
        if (event == null || openIndex != more.index()) {
            ObjectNode usual = event("content_block_delta", more.index());
            usual.set("delta", piece(more.part(), PieceEvent.PIECE));
            event = PieceEvent.of(usual, true);
            open = event;
            openIndex = more.index();
        }
        out.piece(event, more.piece(), 0);
    }

    private static void begin(int index, Part part, EventWriter out) {
        ObjectNode event = event("content_block_start", index);
        event.set("content_block", shell(part));
        send(event, out);
    }

    private static ObjectNode shell(Part part) {
        return switch (part) {
            case Part.Text text -> event("text").put("text", "");
            case Part.Refused refused -> event("text").put("text", "");
            case Part.Media media -> event("text").put("text", "");
            case Part.ToolResult result -> event("text").put("text", "");
            case Part.Reasoning thought ->
                    event("thinking").put("thinking", "").put("signature", "");
            case Part.ToolCall call -> {
                ObjectNode block = event("tool_use").put("id", call.id()).put("name", call.name());
                block.putObject("input");
                yield block;
            }
        };
    }

    private static ObjectNode piece(Part part, String piece) {
        return switch (part) {
            case Part.Reasoning thought -> event("thinking_delta").put("thinking", piece);
            case Part.ToolCall call -> event("input_json_delta").put("partial_json", piece);
            case Part.Text text -> event("text_delta").put("text", piece);
            case Part.Refused refused -> event("text_delta").put("text", piece);
            case Part.Media media -> event("text_delta").put("text", piece);
            case Part.ToolResult result -> event("text_delta").put("text", piece);
        };
    }

    private static void end(int index, Part part, EventWriter out) {
        if (part instanceof Part.Reasoning thought && thought.seal() != null) {
            ObjectNode event = event("content_block_delta", index);
            event.set("delta", event("signature_delta").put("signature", thought.seal().token()));
            send(event, out);
        }
        if (part instanceof Part.Media media) {
            ObjectNode event = event("content_block_delta", index);
            event.set("delta", event("text_delta").put("text", shown(media)));
            send(event, out);
        }
        send(event("content_block_stop", index), out);
    }

    /// The protocol has no picture in answers; Markdown shows it.
    private static String shown(Part.Media media) {
        return "![image](%s)".formatted(media.asUrl());
    }

    @Override
    public void end(ChatAnswer answer, EventWriter out) {
        ObjectNode event = event("message_delta");
        event.putObject("delta").put("stop_reason", word(answer.stop())).putNull("stop_sequence");
        event.set("usage", usage(answer.usage()));
        send(event, out);
        send(event("message_stop"), out);
    }

    private static String word(StopReason stop) {
        return switch (stop) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case FILTERED -> "refusal";
        };
    }

    private static ObjectNode usage(Usage usage) {
        long written = usage.cacheWrite() + usage.cacheWriteHour();
        ObjectNode counted =
                Json.MAPPER
                        .createObjectNode()
                        .put("input_tokens", usage.input() - usage.cachedInput() - written)
                        .put("cache_creation_input_tokens", written)
                        .put("cache_read_input_tokens", usage.cachedInput())
                        .put("output_tokens", usage.output());
        if (usage.reasoning() > 0) {
            counted.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        }
        return counted;
    }

    @Override
    public ObjectNode whole(ChatAnswer answer) {
        ObjectNode body = head();
        var content = body.putArray("content");
        for (Part part : answer.parts()) {
            content.add(block(part));
        }
        body.put("stop_reason", word(answer.stop())).putNull("stop_sequence");
        body.set("usage", usage(answer.usage()));
        return body;
    }

    private static ObjectNode block(Part part) {
        return switch (part) {
            case Part.Text(String text, _) -> event("text").put("text", text);
            case Part.Refused(String text) -> event("text").put("text", text);
            case Part.Media media -> event("text").put("text", shown(media));
            case Part.ToolResult result -> event("text").put("text", result.text());
            case Part.Reasoning thought ->
                    event("thinking")
                            .put("thinking", thought.text())
                            .put("signature", token(thought.seal()));
            case Part.ToolCall call -> {
                ObjectNode block = event("tool_use").put("id", call.id()).put("name", call.name());
                ObjectNode input = Fields.parse(call.arguments());
                block.set("input", input == null ? Json.MAPPER.createObjectNode() : input);
                yield block;
            }
        };
    }

    private static String token(@Nullable Seal seal) {
        return seal == null ? "" : seal.token();
    }
}
