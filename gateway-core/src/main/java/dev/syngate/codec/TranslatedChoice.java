package dev.syngate.codec;

import dev.syngate.chat.ChatEvent;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.ReasoningStyle;
import dev.syngate.hub.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One choice of a translated answer: what is read of it, in order and with the caller's names,
/// goes to whoever tells it. For one thread.
final class TranslatedChoice {
    private final int index;
    private final AnswerDecoder decoder;
    private final ToolNames names;
    private final ReasoningStyle style;
    private final Consumer<Delta> sink;
    private final ToldThoughts thoughts;
    private final PartSequence sequence = new PartSequence(this::take);
    private final List<Part> parts = new ArrayList<>();

    /// @param sink takes the deltas as the caller is told them
    TranslatedChoice(
            int index,
            AnswerDecoder decoder,
            ToolNames names,
            ReasoningStyle style,
            Consumer<Delta> sink) {
        this.index = index;
        this.decoder = decoder;
        this.names = names;
        this.style = style;
        this.sink = sink;
        this.thoughts = new ToldThoughts(style, sink);
    }

    private void take(Delta delta) {
        boolean words = delta instanceof Delta.More(_, Part.Text _, _, _);
        if (words && style == ReasoningStyle.FIELDS) {
            sink.accept(delta);
            return;
        }
        Delta told =
                switch (delta) {
                    case Delta.Begin(int at, Part part) ->
                            new Delta.Begin(at, names.restored(part));
                    case Delta.More more when more.part() instanceof Part.ToolCall ->
                            new Delta.More(more.index(), names.restored(more.part()), more.piece());
                    case Delta.More more -> more;
                    case Delta.End(int at, Part part) -> new Delta.End(at, names.restored(part));
                };
        if (told instanceof Delta.End end) {
            parts.add(end.part());
        }
        if (style == ReasoningStyle.FIELDS) {
            sink.accept(told);
        } else {
            thoughts.take(told);
        }
    }

    /// Reads an event of a stream that says nothing but these.
    void plain(List<ChatEvent> said) {
        decoder.plain(said, sequence);
    }

    /// Reads an event of a stream.
    void event(JsonNode event) {
        decoder.event(event, sequence);
    }

    /// Reads a whole answer.
    void whole(JsonNode body) {
        decoder.whole(body, sequence);
        end();
    }

    /// The answer is complete.
    void end() {
        decoder.end(sequence);
        sequence.end();
        thoughts.end();
    }

    /// Whether it was told of by now.
    boolean isThere() {
        return index == 0 || decoder.stop() != null || !sequence.isEmpty();
    }

    /// Whether it was told of and has not ended.
    boolean isOpen() {
        return index > 0 && decoder.stop() == null && !sequence.isEmpty();
    }

    /// All that was thought.
    StringBuilder thoughts() {
        StringBuilder thoughts = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Reasoning thought) {
                thoughts.append(thought.text());
            }
        }
        return thoughts;
    }

    /// All that was written.
    StringBuilder words() {
        StringBuilder words = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text said -> words.append(said.text());
                case Part.Refused said -> words.append(said.text());
                case Part.ToolCall call -> words.append(call.arguments());
                case Part.Reasoning thought -> {}
                case Part.Media media -> {}
                case Part.ToolResult result -> {}
            }
        }
        return words;
    }

    ChatAnswer.Choice said() {
        return new ChatAnswer.Choice(index, parts, stop());
    }

    /// The same as the caller is told.
    ChatAnswer.Choice told() {
        return style == ReasoningStyle.FIELDS
                ? said()
                : new ChatAnswer.Choice(index, ToldThoughts.told(style, parts), stop());
    }

    /// Some providers stop as if all were said when they wait for their tools.
    private StopReason stop() {
        StopReason stop = decoder.stop() == null ? StopReason.STOP : decoder.stop();
        return stop == StopReason.STOP && sequence.callsTools() ? StopReason.TOOL_CALLS : stop;
    }
}
