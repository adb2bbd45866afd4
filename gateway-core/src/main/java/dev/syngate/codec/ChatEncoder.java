package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Logprob;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.hub.StopReason;
import dev.syngate.protocol.EventWriter;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.PieceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes answers of chat completions: thoughts in `reasoning_content`, their seals in
/// `reasoning_details`.
final class ChatEncoder implements AnswerEncoder {
    private final Asked asked;

    /// More of the part of the first choice that was open last; null: there was none yet.
    private @Nullable PieceEvent open;

    private int openIndex;

    /// How many tools each choice has called by now; -1: it has not begun.
    private final int[] calls;

    ChatEncoder(Asked asked) {
        this.asked = asked;
        this.calls = new int[Math.max(1, asked.request().choices())];
        Arrays.fill(calls, -1);
    }

    private ObjectNode head(String object) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", "chatcmpl-" + asked.id())
                .put("object", object)
                .put("created", asked.created())
                .put("model", asked.model());
    }

    private ObjectNode chunk(int choice, ObjectNode delta, @Nullable String finish) {
        return chunk(choice, delta, List.of(), finish);
    }

    private ObjectNode chunk(
            int choice, ObjectNode delta, List<Logprob> logprobs, @Nullable String finish) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode target = chunk.putArray("choices").addObject().put("index", choice);
        target.set("delta", delta);
        target.set("logprobs", logprobs(logprobs));
        target.put("finish_reason", finish);
        return chunk;
    }

    private static @Nullable ObjectNode logprobs(List<Logprob> tokens) {
        if (tokens.isEmpty()) {
            return null;
        }
        ObjectNode told = object();
        told.set("content", Logprobs.openAi(tokens));
        return told.putNull("refusal");
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    @Override
    public void begin(EventWriter out) {
        begin(0, out);
    }

    /// @return how many tools the choice has called
    private int begin(int choice, EventWriter out) {
        if (calls[choice] < 0) {
            calls[choice] = 0;
            out.data(chunk(choice, object().put("role", "assistant").put("content", ""), null));
        }
        return calls[choice];
    }

    @Override
    public void part(int choice, Delta delta, EventWriter out) {
        int called = begin(choice, out);
        switch (delta) {
            case Delta.Begin begin -> begin(choice, called, begin.part(), out);
            case Delta.More more when isUsual(choice, more) -> usual(more, called - 1, out);
            case Delta.More more -> more(choice, called - 1, more, out);
            case Delta.End end -> end(choice, called - 1, end.part(), out);
        }
    }

    private void begin(int choice, int called, Part part, EventWriter out) {
        if (part instanceof Part.ToolCall call) {
            calls[choice] = called + 1;
            ObjectNode delta = object();
            ObjectNode target = delta.putArray("tool_calls").addObject().put("index", called);
            target.put("id", call.id()).put("type", isFreeText(call) ? "custom" : "function");
            if (isFreeText(call)) {
                target.putObject("custom").put("name", call.name()).put("input", "");
            } else {
                target.putObject("function").put("name", call.name()).put("arguments", "");
            }
            out.data(chunk(choice, delta, null));
        }
    }

    private boolean isFreeText(Part.ToolCall call) {
        return asked.request().tools().stream()
                .anyMatch(tool -> tool.freeText() && tool.name().equals(call.name()));
    }

    /// Most of a stream are these.
    private static boolean isUsual(int choice, Delta.More more) {
        return choice == 0 && more.logprobs().isEmpty();
    }

    /// @param call which of the calls it is, where it is one
    private void usual(Delta.More more, int call, EventWriter out) {
        if (open == null || openIndex != more.index()) {
            ObjectNode delta = piece(call, more.part(), PieceEvent.PIECE);
            if (delta == null) {
                return;
            }
            open = PieceEvent.of(chunk(0, delta, null), false);
            openIndex = more.index();
        }
        out.piece(open, more.piece(), 0);
    }

    /// @param call which of the calls it is, where it is one
    private void more(int choice, int call, Delta.More more, EventWriter out) {
        ObjectNode delta = piece(call, more.part(), more.piece());
        if (delta != null) {
            out.data(chunk(choice, delta, more.logprobs(), null));
        }
    }

    /// @return null: it is told whole
    private @Nullable ObjectNode piece(int call, Part part, String piece) {
        return switch (part) {
            case Part.Text text -> object().put("content", piece);
            case Part.Refused refused -> object().put("refusal", piece);
            case Part.Reasoning reasoning -> object().put("reasoning_content", piece);
            case Part.ToolCall called -> {
                if (isFreeText(called)) {
                    yield null;
                }
                ObjectNode delta = object();
                delta.putArray("tool_calls")
                        .addObject()
                        .put("index", call)
                        .putObject("function")
                        .put("arguments", piece);
                yield delta;
            }
            case Part.Media media -> null;
            case Part.ToolResult result -> null;
        };
    }

    private void end(int choice, int index, Part part, EventWriter out) {
        ObjectNode delta = object();
        switch (part) {
            case Part.Reasoning reasoning -> {
                if (reasoning.seal() == null) {
                    return;
                }
                details(delta).add(sealed(reasoning.text(), reasoning.seal()));
            }
            case Part.ToolCall call -> {
                if (!isFreeText(call) && call.seal() == null) {
                    return;
                }
                ObjectNode target = delta.putArray("tool_calls").addObject().put("index", index);
                if (isFreeText(call)) {
                    target.putObject("custom").put("input", FreeText.unwrap(call.arguments()));
                }
                seal(call, target);
            }
            case Part.Media media -> image(media, delta.putArray("images"));
            case Part.Text text -> {
                return;
            }
            case Part.Refused refused -> {
                return;
            }
            case Part.ToolResult result -> {
                return;
            }
        }
        out.data(chunk(choice, delta, null));
    }

    private static void image(Part.Media media, ArrayNode images) {
        images.addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", media.asUrl());
    }

    private static ArrayNode details(ObjectNode target) {
        return target.withArray("reasoning_details");
    }

    /// A thought's seal where clients keep what they shall send back.
    private static ObjectNode sealed(String text, Seal seal) {
        ObjectNode detail = object();
        if (seal.hidden()) {
            detail.put("type", "reasoning.encrypted").put("data", seal.token());
        } else {
            detail.put("type", "reasoning.text").put("text", text).put("signature", seal.token());
        }
        return detail.put("format", "syngate").put("index", 0);
    }

    private static void seal(Part.ToolCall call, ObjectNode target) {
        if (call.seal() != null) {
            target.putObject("extra_content")
                    .putObject("google")
                    .put("thought_signature", call.seal().token());
        }
    }

    @Override
    public void end(ChatAnswer answer, EventWriter out) {
        for (ChatAnswer.Choice choice : answer.choices()) {
            out.data(chunk(choice.index(), object(), word(choice.stop())));
        }
        if (asked.body().path("stream_options").path("include_usage").asBoolean(false)) {
            ObjectNode counted = head("chat.completion.chunk");
            counted.putArray("choices");
            counted.set("usage", usage(answer.usage()));
            out.data(counted);
        }
        out.text("data: [DONE]\n\n");
    }

    private static String word(StopReason stop) {
        return switch (stop) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case FILTERED -> "content_filter";
        };
    }

    private static JsonNode usage(Usage usage) {
        ObjectNode counted =
                object().put("prompt_tokens", usage.input())
                        .put("completion_tokens", usage.output())
                        .put("total_tokens", usage.input() + usage.output());
        counted.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cachedInput())
                .put("cache_write_tokens", usage.cacheWrite() + usage.cacheWriteHour());
        counted.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return counted;
    }

    @Override
    public ObjectNode whole(ChatAnswer answer) {
        ObjectNode body = head("chat.completion");
        ArrayNode choices = body.putArray("choices");
        answer.choices().forEach(choice -> choice(choice, choices.addObject()));
        body.set("usage", usage(answer.usage()));
        return body;
    }

    private void choice(ChatAnswer.Choice choice, ObjectNode target) {
        target.put("index", choice.index());
        ObjectNode message = target.putObject("message").put("role", "assistant");
        List<Logprob> logprobs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        for (Part part : choice.parts()) {
            switch (part) {
                case Part.Text(String more, var tokens) -> {
                    text.append(more);
                    logprobs.addAll(tokens);
                }
                case Part.Refused(String more) -> refusal.append(more);
                case Part.Reasoning thought -> {
                    reasoning.append(thought.text());
                    if (thought.seal() != null) {
                        details(message).add(sealed(thought.text(), thought.seal()));
                    }
                }
                case Part.ToolCall call -> call(call, message.withArray("tool_calls"));
                case Part.Media media -> image(media, message.withArray("images"));
                case Part.ToolResult result -> {}
            }
        }
        message.put("content", text.isEmpty() ? null : text.toString());
        message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
        }
        target.set("logprobs", logprobs(logprobs));
        target.put("finish_reason", word(choice.stop()));
    }

    private void call(Part.ToolCall call, ArrayNode target) {
        ObjectNode item = target.addObject().put("id", call.id());
        if (isFreeText(call)) {
            item.put("type", "custom")
                    .putObject("custom")
                    .put("name", call.name())
                    .put("input", FreeText.unwrap(call.arguments()));
        } else {
            item.put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        }
        seal(call, item);
    }
}
