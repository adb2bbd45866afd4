package dev.syngate.chat;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells thinking from answer where a model writes both into its text, as `<think>…</think>` or
/// `[Thinking: …]`, whatever pieces the text comes in.
///
/// Tags count at the very beginning only, and after thinking that just ended: whoever writes about
/// tags in the middle of an answer means the words.
public final class ThinkTags {
    private static final List<Tag> TAGS =
            List.of(
                    new Tag("<think>", "</think>"),
                    new Tag("<thinking>", "</thinking>"),
                    new Tag("<thought>", "</thought>"),
                    new Tag("<reasoning>", "</reasoning>"),
                    new Tag("<seed:think>", "</seed:think>"),
                    new Tag("◁think▷", "◁/think▷"),
                    new Tag("<|channel|>analysis<|message|>", "<|end|>"),
                    new Tag("[thinking:", "]"),
                    new Tag("[reasoning:", "]"));
    private static final List<String> ANSWER_MARKS =
            List.of("<|start|>assistant<|channel|>final<|message|>", "<|channel|>final<|message|>");

    private final StringBuilder held = new StringBuilder();
    private Place place = Place.START;
    private String close = "";
    private boolean afterThinking;

    private record Tag(String open, String close) {}

    private enum Place {
        START,
        THINKING,
        ANSWER
    }

    /// The provider tells thinking apart itself; from now on all text is answer.
    public void off() {
        if (place == Place.START && held.isEmpty()) {
            place = Place.ANSWER;
        }
    }

    /// Reads the next piece and hands on what is certain.
    public void read(String piece, Consumer<String> thinking, Consumer<String> answer) {
        if (place == Place.ANSWER) {
            answer.accept(piece);
            return;
        }
        held.append(piece);
        while (!held.isEmpty() && step(thinking, answer)) {
            // Each step hands on what it can.
        }
    }

    /// Hands on what was held back.
    public void end(Consumer<String> thinking, Consumer<String> answer) {
        if (!held.isEmpty()) {
            (place == Place.THINKING ? thinking : answer).accept(held.toString());
            held.setLength(0);
        }
    }

    private boolean step(Consumer<String> thinking, Consumer<String> answer) {
        return switch (place) {
            case START -> start(answer);
            case THINKING -> think(thinking);
            case ANSWER -> {
                answer.accept(held.toString());
                held.setLength(0);
                yield false;
            }
        };
    }

    private boolean start(Consumer<String> answer) {
        int from = 0;
        while (from < held.length() && Character.isWhitespace(held.charAt(from))) {
            from++;
        }
        String rest = held.substring(from).toLowerCase(Locale.ROOT);
        for (Tag tag : TAGS) {
            if (rest.startsWith(tag.open())) {
                held.delete(0, from + tag.open().length());
                close = tag.close();
                place = Place.THINKING;
                return true;
            }
        }
        for (String mark : ANSWER_MARKS) {
            if (rest.startsWith(mark)) {
                held.delete(0, from + mark.length());
                place = Place.ANSWER;
                return true;
            }
        }
        boolean maybe =
                TAGS.stream().anyMatch(tag -> tag.open().startsWith(rest))
                        || ANSWER_MARKS.stream().anyMatch(mark -> mark.startsWith(rest));
        if (maybe) {
            return false;
        }
        if (afterThinking) {
            held.delete(0, from);
        }
        place = Place.ANSWER;
        answer.accept(held.toString());
        held.setLength(0);
        return false;
    }

    private boolean think(Consumer<String> thinking) {
        int end = close.equals("]") ? closingBracket() : held.indexOf(close);
        if (end >= 0) {
            thinking.accept(held.substring(0, end));
            held.delete(0, end + close.length());
            place = Place.START;
            afterThinking = true;
            return true;
        }
        if (close.equals("]")) {
            return false;
        }
        int sure = held.length() - beginningOfClose();
        thinking.accept(held.substring(0, sure));
        held.delete(0, sure);
        return false;
    }

    /// Thoughts in brackets may hold brackets.
    private int closingBracket() {
        int depth = 1;
        for (int i = 0; i < held.length(); i++) {
            char c = held.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /// How many of the last characters may be the beginning of the closing tag.
    private int beginningOfClose() {
        for (int n = Math.min(close.length() - 1, held.length()); n > 0; n--) {
            if (close.startsWith(held.substring(held.length() - n))) {
                return n;
            }
        }
        return 0;
    }
}
