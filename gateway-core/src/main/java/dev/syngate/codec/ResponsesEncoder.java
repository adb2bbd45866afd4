package dev.syngate.codec;

import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Logprob;
import dev.syngate.hub.Part;
import dev.syngate.protocol.EventWriter;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.PieceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes answers of the Responses API.
final class ResponsesEncoder implements AnswerEncoder {
    private final ResponsesItems items;
    private final ResponseObject response;
    private final ArrayNode output = Json.MAPPER.createArrayNode();
    private int sent;
    private boolean summaryIsOpen;

    /// More of the part that was open last; null: none was told in pieces yet.
    private @Nullable PieceEvent open;

    private int openIndex;

    ResponsesEncoder(Asked asked) {
        this(asked, asksForSeals(asked.body()));
    }

    private ResponsesEncoder(Asked asked, boolean seals) {
        this.items = new ResponsesItems(asked, seals);
        this.response = new ResponseObject(asked);
    }

    /// Writes what is kept here: with the thoughts that the next turn has to give back.
    static ResponsesEncoder kept(Asked asked) {
        return new ResponsesEncoder(asked, true);
    }

    /// Thoughts are told encrypted to those who ask for it, and to those for whom nothing is stored
    /// (Responses reference, `include`).
    private static boolean asksForSeals(JsonNode request) {
        return new Fields(request).texts("include").contains(ResponseObject.SEALS)
                || !request.path("store").asBoolean(true);
    }

    @Override
    public void notKept() {
        response.notKept();
    }

    private void send(ObjectNode event, EventWriter out) {
        out.named(event.put("sequence_number", sent++));
    }

    private static ObjectNode event(String type) {
        return Json.MAPPER.createObjectNode().put("type", "response." + type);
    }

    private ObjectNode event(String type, int index, Part part) {
        return event(type).put("item_id", items.idOf(index, part)).put("output_index", index);
    }

    private static ObjectNode event(String type, ObjectNode response) {
        ObjectNode event = event(type);
        event.set("response", response);
        return event;
    }

    @Override
    public void begin(EventWriter out) {
        ObjectNode begun = response.inProgress();
        send(event("created", begun), out);
        send(event("in_progress", begun), out);
    }

    @Override
    public void part(int choice, Delta delta, EventWriter out) {
        if (delta instanceof Delta.More more && isUsual(more) && open != null) {
            out.piece(open, more.piece(), sent++);
            return;
        }
        switch (delta) {
            case Delta.Begin begin -> begin(begin.index(), begin.part(), out);
            case Delta.More more -> more(more, out);
            case Delta.End end -> end(end.index(), end.part(), out);
        }
    }

    /// Most of a stream are these.
    private boolean isUsual(Delta.More more) {
        return more.index() == openIndex && more.logprobs().isEmpty();
    }

    private void begin(int index, Part part, EventWriter out) {
        ObjectNode added = event("output_item.added").put("output_index", index);
        added.set("item", items.begun(index, part));
        send(added, out);
        switch (part) {
            case Part.Text text -> contentPart("content_part.added", index, part, out);
            case Part.Refused refused -> contentPart("content_part.added", index, part, out);
            case Part.Reasoning thought -> {}
            case Part.ToolCall call -> {}
            case Part.Media media -> {}
            case Part.ToolResult result -> {}
        }
    }

    private void contentPart(String type, int index, Part part, EventWriter out) {
        ObjectNode event = event(type, index, part).put("content_index", 0);
        event.set("part", ResponsesItems.content(part));
        send(event, out);
    }

    private void summaryPart(String type, int index, Part part, String text, EventWriter out) {
        ObjectNode event = event(type, index, part).put("summary_index", 0);
        event.set("part", ResponsesItems.summary(text));
        send(event, out);
    }

    private void more(Delta.More more, EventWriter out) {
        int index = more.index();
        Part part = more.part();
        if (part instanceof Part.Reasoning && !summaryIsOpen) {
            summaryIsOpen = true;
            summaryPart("reasoning_summary_part.added", index, part, "", out);
        }
        if (!more.logprobs().isEmpty()) {
            send(text(index, part, more.piece(), more.logprobs()), out);
            return;
        }
        ObjectNode usual = piece(index, part);
        if (usual != null) {
            open = PieceEvent.of(usual.put("sequence_number", PieceEvent.NUMBER), true);
            openIndex = index;
            out.piece(open, more.piece(), sent++);
        }
    }

    /// What tells a piece of the part; null: it is told whole.
    private @Nullable ObjectNode piece(int index, Part part) {
        return switch (part) {
            case Part.Text text -> text(index, part, PieceEvent.PIECE, List.of());
            case Part.Refused refused ->
                    event("refusal.delta", index, part)
                            .put("content_index", 0)
                            .put("delta", PieceEvent.PIECE);
            case Part.Reasoning thought ->
                    event("reasoning_summary_text.delta", index, part)
                            .put("summary_index", 0)
                            .put("delta", PieceEvent.PIECE);
            case Part.ToolCall call ->
                    items.isFreeText(call)
                            ? null
                            : event("function_call_arguments.delta", index, part)
                                    .put("delta", PieceEvent.PIECE);
            case Part.Media media -> null;
            case Part.ToolResult result -> null;
        };
    }

    private ObjectNode text(int index, Part part, String piece, List<Logprob> logprobs) {
        ObjectNode event = event("output_text.delta", index, part);
        event.put("content_index", 0)
                .put("delta", piece)
                .set("logprobs", Logprobs.openAi(logprobs));
        return event;
    }

    private void end(int index, Part part, EventWriter out) {
        switch (part) {
            case Part.Text(String text, var logprobs) -> {
                ObjectNode event = event("output_text.done", index, part);
                event.put("content_index", 0)
                        .put("text", text)
                        .set("logprobs", Logprobs.openAi(logprobs));
                send(event, out);
                contentPart("content_part.done", index, part, out);
            }
            case Part.Refused(String text) -> {
                send(
                        event("refusal.done", index, part)
                                .put("content_index", 0)
                                .put("refusal", text),
                        out);
                contentPart("content_part.done", index, part, out);
            }
            case Part.Reasoning thought -> endSummary(index, thought, out);
            case Part.ToolCall call -> endCall(index, call, out);
            case Part.Media media -> {}
            case Part.ToolResult result -> {}
        }
        ObjectNode item = items.complete(index, part);
        ObjectNode done = event("output_item.done").put("output_index", index);
        done.set("item", item);
        send(done, out);
        output.add(item);
    }

    private void endSummary(int index, Part.Reasoning thought, EventWriter out) {
        if (summaryIsOpen) {
            summaryIsOpen = false;
            send(
                    event("reasoning_summary_text.done", index, thought)
                            .put("summary_index", 0)
                            .put("text", thought.text()),
                    out);
            summaryPart("reasoning_summary_part.done", index, thought, thought.text(), out);
        }
    }

    private void endCall(int index, Part.ToolCall call, EventWriter out) {
        if (items.isFreeText(call)) {
            String input = FreeText.unwrap(call.arguments());
            send(event("custom_tool_call_input.delta", index, call).put("delta", input), out);
            send(event("custom_tool_call_input.done", index, call).put("input", input), out);
        } else {
            send(
                    event("function_call_arguments.done", index, call)
                            .put("name", items.complete(index, call).path("name").asString(""))
                            .put("arguments", call.arguments()),
                    out);
        }
    }

    @Override
    public void end(ChatAnswer answer, EventWriter out) {
        ObjectNode ended = response.ended(answer.stop(), output, answer.usage());
        send(event(ended.path("status").asString(""), ended), out);
    }

    @Override
    public ObjectNode whole(ChatAnswer answer) {
        for (Part part : answer.parts()) {
            output.add(items.complete(output.size(), part));
        }
        return response.ended(answer.stop(), output, answer.usage());
    }
}
