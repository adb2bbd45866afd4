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
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes answers of Gemini's: every event is a whole response with what is new; calls come whole.
final class GeminiEncoder implements AnswerEncoder {
    private final Asked asked;

    /// More of the part of the first choice that was open last; null: there was none yet.
    private @Nullable PieceEvent open;

    private int openIndex;

    GeminiEncoder(Asked asked) {
        this.asked = asked;
    }

    @Override
    public void begin(EventWriter out) {}

    @Override
    public void part(int choice, Delta delta, EventWriter out) {
        switch (delta) {
            case Delta.Begin begin -> {}
            case Delta.More more when isUsual(choice, more) -> usual(more, out);
            case Delta.More more ->
                    send(choice, piece(more.part(), more.piece()), more.logprobs(), out);
            case Delta.End end -> send(choice, ended(end.part()), List.of(), out);
        }
    }

    /// Most of a stream are these.
    private static boolean isUsual(int choice, Delta.More more) {
        boolean told = more.part() instanceof Part.Text || more.part() instanceof Part.Reasoning;
        return choice == 0 && told && more.logprobs().isEmpty();
    }

    private void usual(Delta.More more, EventWriter out) {
        if (open == null || openIndex != more.index()) {
            ObjectNode part = piece(more.part(), PieceEvent.PIECE);
            if (part == null) {
                return;
            }
            ObjectNode usual = response();
            content(candidate(usual, 0)).add(part);
            open = PieceEvent.of(usual, false);
            openIndex = more.index();
        }
        out.piece(open, more.piece(), 0);
    }

    /// @param part null: nothing is new
    private void send(
            int choice, @Nullable ObjectNode part, List<Logprob> logprobs, EventWriter out) {
        if (part == null) {
            return;
        }
        ObjectNode event = response();
        ObjectNode candidate = candidate(event, choice);
        content(candidate).add(part);
        if (!logprobs.isEmpty()) {
            candidate.set("logprobsResult", Logprobs.gemini(logprobs));
        }
        out.data(event);
    }

    private @Nullable ObjectNode piece(Part part, String piece) {
        return switch (part) {
            case Part.Text text -> text(piece);
            case Part.Refused refused -> text(piece);
            case Part.Reasoning thought ->
                    hidesThoughts() ? null : text(piece).put("thought", true);
            case Part.ToolCall call -> null;
            case Part.Media media -> null;
            case Part.ToolResult result -> null;
        };
    }

    /// What is told when a part is complete; null: nothing that was not told before.
    private @Nullable ObjectNode ended(Part part) {
        return switch (part) {
            case Part.Reasoning thought ->
                    thought.seal() == null || hidesThoughts()
                            ? null
                            : sealed(text("").put("thought", true), thought.seal());
            case Part.ToolCall call -> call(call);
            case Part.Media media -> media(media);
            case Part.Text text -> null;
            case Part.Refused refused -> null;
            case Part.ToolResult result -> null;
        };
    }

    /// Gemini tells thoughts to those who ask for them.
    private boolean hidesThoughts() {
        return !asked.request().thinking().shown();
    }

    private static ObjectNode text(String text) {
        return Json.MAPPER.createObjectNode().put("text", text);
    }

    private static ObjectNode sealed(ObjectNode part, @Nullable Seal seal) {
        return seal == null ? part : part.put("thoughtSignature", seal.token());
    }

    private static ObjectNode call(Part.ToolCall call) {
        ObjectNode part = Json.MAPPER.createObjectNode();
        ObjectNode made =
                part.putObject("functionCall").put("id", call.id()).put("name", call.name());
        ObjectNode args = Fields.parse(call.arguments());
        made.set("args", args == null ? Json.MAPPER.createObjectNode() : args);
        return sealed(part, call.seal());
    }

    private static ObjectNode media(Part.Media media) {
        ObjectNode part = Json.MAPPER.createObjectNode();
        if (media.data() == null) {
            part.putObject("fileData").put("mimeType", media.mime()).put("fileUri", media.url());
        } else {
            part.putObject("inlineData").put("mimeType", media.mime()).put("data", media.data());
        }
        return part;
    }

    private ObjectNode response() {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.putArray("candidates");
        return event.put("modelVersion", asked.model()).put("responseId", asked.id());
    }

    private static ObjectNode candidate(ObjectNode response, int choice) {
        ObjectNode candidate = response.withArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").putArray("parts");
        return candidate.put("index", choice);
    }

    private static ArrayNode content(ObjectNode candidate) {
        return candidate.withObject("content").withArray("parts");
    }

    @Override
    public void end(ChatAnswer answer, EventWriter out) {
        ObjectNode event = response();
        for (ChatAnswer.Choice choice : answer.choices()) {
            finish(candidate(event, choice.index()), choice);
        }
        count(event, answer.usage());
        out.data(event);
    }

    private static void finish(ObjectNode candidate, ChatAnswer.Choice choice) {
        candidate.put("finishReason", word(choice.stop()));
        List<Logprob> tokens = logprobs(choice);
        if (!tokens.isEmpty()) {
            candidate.put("avgLogprobs", Logprobs.average(tokens));
        }
    }

    private static List<Logprob> logprobs(ChatAnswer.Choice choice) {
        return choice.parts().stream()
                .filter(Part.Text.class::isInstance)
                .flatMap(part -> ((Part.Text) part).logprobs().stream())
                .toList();
    }

    private static void count(ObjectNode response, Usage usage) {
        ObjectNode counted =
                response.putObject("usageMetadata").put("promptTokenCount", usage.input());
        long written = usage.output() - usage.reasoning();
        for (var count :
                List.of(
                        new Count("cachedContentTokenCount", usage.cachedInput()),
                        new Count("candidatesTokenCount", written),
                        new Count("thoughtsTokenCount", usage.reasoning()))) {
            if (count.tokens() > 0) {
                counted.put(count.name(), count.tokens());
            }
        }
        counted.put("totalTokenCount", usage.input() + usage.output());
    }

    private record Count(String name, long tokens) {}

    private static String word(StopReason stop) {
        return switch (stop) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case FILTERED -> "SAFETY";
        };
    }

    @Override
    public ObjectNode whole(ChatAnswer answer) {
        ObjectNode body = response();
        for (ChatAnswer.Choice choice : answer.choices()) {
            ObjectNode candidate = candidate(body, choice.index());
            parts(choice.parts(), content(candidate));
            finish(candidate, choice);
            List<Logprob> tokens = logprobs(choice);
            if (!tokens.isEmpty()) {
                candidate.set("logprobsResult", Logprobs.gemini(tokens));
            }
        }
        count(body, answer.usage());
        return body;
    }

    private void parts(List<Part> parts, ArrayNode target) {
        for (Part part : parts) {
            ObjectNode told = piece(part, textOf(part));
            if (told != null && !textOf(part).isEmpty()) {
                target.add(told);
            }
            ObjectNode last = ended(part);
            if (last != null) {
                target.add(last);
            }
        }
    }

    private static String textOf(Part part) {
        return switch (part) {
            case Part.Text(String text, _) -> text;
            case Part.Refused(String text) -> text;
            case Part.Reasoning thought -> thought.text();
            case Part.ToolCall call -> "";
            case Part.Media media -> "";
            case Part.ToolResult result -> "";
        };
    }
}
