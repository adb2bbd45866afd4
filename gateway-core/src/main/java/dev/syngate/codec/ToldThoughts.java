package dev.syngate.codec;

import dev.syngate.hub.Delta;
import dev.syngate.hub.Logprob;
import dev.syngate.hub.Part;
import dev.syngate.hub.ReasoningStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Tells the thoughts of one answer in the style that an API key asks for. For one thread.
final class ToldThoughts {
    private final ReasoningStyle style;
    private final Consumer<Delta> sink;

    /// The text that is open, where thoughts are told in it.
    private final StringBuilder text = new StringBuilder();

    private final List<Logprob> tokens = new ArrayList<>();

    private boolean open;
    private boolean thinking;
    private int next;

    ToldThoughts(ReasoningStyle style, Consumer<Delta> sink) {
        this.style = style;
        this.sink = sink;
    }

    /// A whole answer in the style.
    static List<Part> told(ReasoningStyle style, List<Part> parts) {
        List<Part> told = new ArrayList<>(parts.size());
        ToldThoughts telling =
                new ToldThoughts(
                        style,
                        delta -> {
                            if (delta instanceof Delta.End end) {
                                told.add(end.part());
                            }
                        });
        int index = 0;
        for (Part part : parts) {
            telling.take(new Delta.Begin(index, part));
            switch (part) {
                case Part.Text(String words, var logprobs) ->
                        telling.take(new Delta.More(index, part, words, logprobs));
                case Part.Reasoning thought ->
                        telling.take(new Delta.More(index, part, thought.text()));
                case Part.Refused refused -> {}
                case Part.ToolCall call -> {}
                case Part.Media media -> {}
                case Part.ToolResult result -> {}
            }
            telling.take(new Delta.End(index++, part));
        }
        telling.end();
        return told;
    }

    void take(Delta delta) {
        switch (delta) {
            case Delta.Begin(int index, Part part) -> begin(part);
            case Delta.More(int index, Part part, String piece, var logprobs) ->
                    more(part, piece, logprobs);
            case Delta.End(int index, Part part) -> end(part);
        }
    }

    private void begin(Part part) {
        switch (part) {
            case Part.Reasoning thought -> {
                if (style == ReasoningStyle.FIELDS) {
                    sink.accept(new Delta.Begin(next, part));
                }
            }
            case Part.Text words -> openText();
            case Part.Refused refused -> beginOther(part);
            case Part.ToolCall call -> beginOther(part);
            case Part.Media media -> beginOther(part);
            case Part.ToolResult result -> beginOther(part);
        }
    }

    private void beginOther(Part part) {
        end();
        sink.accept(new Delta.Begin(next, part));
    }

    private void openText() {
        if (!open) {
            open = true;
            text.setLength(0);
            tokens.clear();
            sink.accept(new Delta.Begin(next, new Part.Text("")));
        }
    }

    private void more(Part part, String piece, List<Logprob> logprobs) {
        switch (part) {
            case Part.Reasoning thought -> think(part, piece);
            case Part.Text words -> write(piece, logprobs);
            case Part.Refused refused -> sink.accept(new Delta.More(next, part, piece));
            case Part.ToolCall call -> sink.accept(new Delta.More(next, part, piece));
            case Part.Media media -> sink.accept(new Delta.More(next, part, piece));
            case Part.ToolResult result -> sink.accept(new Delta.More(next, part, piece));
        }
    }

    private void think(Part part, String piece) {
        switch (style) {
            case FIELDS -> sink.accept(new Delta.More(next, part, piece));
            case TAGS -> write(thinking || piece.isEmpty() ? piece : "<think>\n" + piece);
            case BRACKETS -> write(thinking || piece.isEmpty() ? piece : "[Thinking: " + piece);
            case HIDDEN -> {}
        }
        thinking |= !piece.isEmpty();
    }

    private void write(String piece) {
        write(piece, List.of());
    }

    private void write(String piece, List<Logprob> logprobs) {
        if (!piece.isEmpty() || !logprobs.isEmpty()) {
            openText();
            text.append(piece);
            tokens.addAll(logprobs);
            sink.accept(new Delta.More(next, new Part.Text(""), piece, logprobs));
        }
    }

    private void end(Part part) {
        switch (part) {
            case Part.Reasoning thought -> endThought(part);
            case Part.Text words -> end();
            case Part.Refused refused -> sink.accept(new Delta.End(next++, part));
            case Part.ToolCall call -> sink.accept(new Delta.End(next++, part));
            case Part.Media media -> sink.accept(new Delta.End(next++, part));
            case Part.ToolResult result -> sink.accept(new Delta.End(next++, part));
        }
    }

    private void endThought(Part part) {
        boolean told = thinking;
        thinking = false;
        switch (style) {
            case FIELDS -> sink.accept(new Delta.End(next++, part));
            case TAGS -> write(told ? "\n</think>\n\n" : "");
            case BRACKETS -> write(told ? "]\n\n" : "");
            case HIDDEN -> {}
        }
    }

    /// The text that is open is complete.
    void end() {
        if (open) {
            open = false;
            sink.accept(new Delta.End(next++, new Part.Text(text.toString(), tokens)));
        }
    }
}
