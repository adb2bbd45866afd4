package dev.syngate.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts the pieces of an answer in order: providers may write several tool calls at once, callers
/// understand one part after the other. A piece of a part that is not open yet waits for its turn.
/// Used by one thread.
public final class PartSequence {
    private final Consumer<Delta> sink;
    private final List<Growing> all = new ArrayList<>();

    /// Those of the text that follows.
    private final List<Logprob> waiting = new ArrayList<>();

    private int open;
    private boolean begun;

    public PartSequence(Consumer<Delta> sink) {
        this.sink = sink;
    }

    private static final class Growing {
        private final int key;
        private final Part shell;
        private final StringBuilder text = new StringBuilder();
        private final List<Logprob> logprobs = new ArrayList<>();
        private @Nullable Seal seal;
        private boolean ended;
        private int sent;
        private int sentLogprobs;

        Growing(int key, Part shell) {
            this.key = key;
            this.shell = shell;
        }

        boolean hasMore() {
            return sent < text.length() || sentLogprobs < logprobs.size();
        }

        /// What was not told yet.
        Delta.More more(int index) {
            String piece = text.substring(sent);
            sent = text.length();
            if (logprobs.isEmpty()) {
                return new Delta.More(index, shell, piece);
            }
            List<Logprob> tokens = List.copyOf(logprobs.subList(sentLogprobs, logprobs.size()));
            sentLogprobs = logprobs.size();
            return new Delta.More(index, shell, piece, tokens);
        }

        boolean is(Class<? extends Part> kind) {
            return kind.isInstance(shell);
        }

        Part whole() {
            String grown = text.toString();
            return switch (shell) {
                case Part.Text none -> new Part.Text(grown, logprobs);
                case Part.Refused none -> new Part.Refused(grown);
                case Part.Reasoning none -> new Part.Reasoning(grown, seal);
                case Part.ToolCall call -> new Part.ToolCall(call.id(), call.name(), grown, seal);
                case Part.ToolResult result -> result;
                case Part.Media media -> media;
            };
        }
    }

    public void text(String piece) {
        add(Part.Text.class, new Part.Text(""), piece);
    }

    /// How likely the tokens are of the text that follows.
    public void logprobs(List<Logprob> tokens) {
        waiting.addAll(tokens);
    }

    public void refused(String piece) {
        add(Part.Refused.class, new Part.Refused(""), piece);
    }

    public void reasoning(String piece) {
        add(Part.Reasoning.class, new Part.Reasoning("", null), piece);
    }

    /// The seal of the thought that is being told, or of one whose text is not told.
    public void seal(Seal seal) {
        Growing last = last();
        boolean fits = last != null && !last.ended && last.is(Part.Reasoning.class);
        Growing sealed = fits && last != null ? last : begin(-1, new Part.Reasoning("", null));
        sealed.seal = seal;
        sealed.ended = true;
        advance();
    }

    public void media(Part.Media media) {
        begin(-1, media).ended = true;
        advance();
    }

    /// A tool call begins.
    ///
    /// @param key what the provider names it by in this answer
    /// @param seal null: none
    public void call(int key, String id, String name, @Nullable Seal seal) {
        begin(key, new Part.ToolCall(id, name, "", null)).seal = seal;
        advance();
    }

    /// Whether a call of that key has begun.
    public boolean hasCall(int key) {
        return find(key) != null;
    }

    /// More of a call's arguments; of none that has begun: nothing.
    public void arguments(int key, String piece) {
        Growing call = find(key);
        if (call != null) {
            grow(call, piece);
        }
    }

    /// The call is complete.
    public void endCall(int key) {
        Growing call = find(key);
        if (call != null) {
            call.ended = true;
            advance();
        }
    }

    /// Whether any tool is called.
    public boolean callsTools() {
        return all.stream().anyMatch(part -> part.is(Part.ToolCall.class));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /// The open part is complete: what follows is another, even of the same kind.
    public void breakOff() {
        Growing last = last();
        if (last != null && !last.is(Part.ToolCall.class)) {
            last.ended = true;
        }
    }

    /// The answer is complete.
    public void end() {
        all.reversed().stream()
                .filter(part -> part.is(Part.Text.class) && !part.ended)
                .findFirst()
                .ifPresent(this::takeLogprobs);
        all.forEach(part -> part.ended = true);
        advance();
    }

    private void add(Class<? extends Part> kind, Part shell, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        Growing last = last();
        boolean goesOn = last != null && !last.ended && last.is(kind);
        grow(goesOn && last != null ? last : begin(-1, shell), piece);
    }

    private @Nullable Growing last() {
        return all.isEmpty() ? null : all.getLast();
    }

    private @Nullable Growing find(int key) {
        for (Growing part : all) {
            if (part.key == key && part.is(Part.ToolCall.class)) {
                return part;
            }
        }
        return null;
    }

    private Growing begin(int key, Part shell) {
        breakOff();
        Growing part = new Growing(key, shell);
        all.add(part);
        return part;
    }

    private void takeLogprobs(Growing text) {
        text.logprobs.addAll(waiting);
        waiting.clear();
    }

    private void grow(Growing part, String piece) {
        boolean next = begun && part == all.get(open) && !part.hasMore() && waiting.isEmpty();
        part.text.append(piece);
        if (next) {
            part.sent = part.text.length();
            if (!piece.isEmpty()) {
                sink.accept(new Delta.More(open, part.shell, piece));
            }
            return;
        }
        if (!waiting.isEmpty() && part.is(Part.Text.class)) {
            takeLogprobs(part);
        }
        advance();
    }

    private void advance() {
        while (open < all.size()) {
            Growing part = all.get(open);
            if (!begun) {
                begun = true;
                sink.accept(new Delta.Begin(open, part.shell));
            }
            if (part.hasMore()) {
                sink.accept(part.more(open));
            }
            if (!part.ended) {
                return;
            }
            sink.accept(new Delta.End(open, part.whole()));
            open++;
            begun = false;
        }
    }
}
