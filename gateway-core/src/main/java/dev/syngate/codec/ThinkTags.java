package dev.syngate.codec;

import dev.syngate.hub.PartSequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells thoughts from the answer where a provider writes both into the content, thoughts first
/// between tags. Tags may be cut anywhere.
final class ThinkTags {
    private static final List<String> NAMES = List.of("think", "thinking", "thought");
    private static final int LONGEST = "</thinking>".length();

    private final StringBuilder held = new StringBuilder();
    private State state = State.START;
    private @Nullable String closing;
    private boolean thought;

    private enum State {
        START,
        THINKING,
        ANSWER
    }

    void take(String text, PartSequence parts) {
        if (state == State.ANSWER) {
            parts.text(text);
            return;
        }
        held.append(text);
        if (state == State.START) {
            start(parts);
        }
        if (state == State.THINKING) {
            think(parts);
        }
    }

    private void start(PartSequence parts) {
        String begun = held.toString().stripLeading();
        for (String name : NAMES) {
            String opening = "<" + name + ">";
            if (begun.startsWith(opening)) {
                state = State.THINKING;
                thought = true;
                closing = "</" + name + ">";
                held.setLength(0);
                held.append(begun.substring(opening.length()));
                return;
            }
            if (opening.startsWith(begun)) {
                return;
            }
        }
        state = State.ANSWER;
        flush(parts);
    }

    private void think(PartSequence parts) {
        int at = closing == null ? -1 : held.indexOf(closing);
        if (at >= 0 && closing != null) {
            parts.reasoning(held.substring(0, at));
            String rest = held.substring(at + closing.length()).stripLeading();
            held.setLength(0);
            if (rest.isEmpty()) {
                state = State.START;
                closing = null;
                return;
            }
            state = State.ANSWER;
            parts.text(rest);
            return;
        }
        int sure = Math.max(0, held.length() - LONGEST);
        parts.reasoning(held.substring(0, sure));
        held.delete(0, sure);
    }

    private void flush(PartSequence parts) {
        String rest = held.toString();
        held.setLength(0);
        parts.text(thought ? rest.stripLeading() : rest);
    }

    /// Nothing more will come.
    void end(PartSequence parts) {
        if (state == State.THINKING) {
            parts.reasoning(held.toString());
            held.setLength(0);
        } else {
            flush(parts);
        }
        state = State.ANSWER;
    }
}
