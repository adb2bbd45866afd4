package dev.syngate.chat;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells thinking from answer where a model writes both into its text, as `<think>…</think>` or
/// `[Thinking: …]`, whatever pieces the text comes in.
///
/// Tags count at the very beginning only, and after thinking that just ended: whoever writes about
/// tags in the middle of an answer means the words. Where the opening tag is part of the model's
/// template only the closing one is told; on a line of its own in the first piece it is understood.
public final class ThinkTags {
    private static final String USUAL_CLOSE = "</think>";
    private static final String BRACKET = "]";
    private static final List<Tag> TAGS =
            List.of(
                    new Tag("<think>", USUAL_CLOSE),
                    new Tag("<thinking>", "</thinking>"),
                    new Tag("<thought>", "</thought>"),
                    new Tag("<reasoning>", "</reasoning>"),
                    new Tag("<seed:think>", "</seed:think>"),
                    new Tag("◁think▷", "◁/think▷"),
                    new Tag("<|channel|>analysis<|message|>", "<|end|>"),
                    new Tag("[thinking:", BRACKET),
                    new Tag("[reasoning:", BRACKET));
    private static final List<String> ANSWER_MARKS =
            List.of("<|start|>assistant<|channel|>final<|message|>", "<|channel|>final<|message|>");

    private final StringBuilder held = new StringBuilder();
    private final boolean startsInThinking;

    /// What may turn out to be the answer: all that was thought without an opening tag, or in
    /// brackets that do not close.
    private final StringBuilder doubtful = new StringBuilder();

    private Place place = Place.START;
    private String close = "";
    private boolean afterThinking;
    private boolean thought;
    private boolean assumed;
    private int depth;

    /// Text of a model that opens its tags.
    public ThinkTags() {
        this(false);
    }

    /// @param startsInThinking whether the model's template opens the tag
    public ThinkTags(boolean startsInThinking) {
        this.startsInThinking = startsInThinking;
    }

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
        String rest = held.toString();
        held.setLength(0);
        if (place != Place.THINKING) {
            if (!rest.isEmpty()) {
                answer.accept(rest);
            }
            return;
        }
        think(rest, thinking);
        if (assumed) {
            answer.accept(doubtful.toString());
        } else if (close.equals(BRACKET)) {
            int end = doubtful.lastIndexOf(BRACKET);
            if (end >= 0) {
                answer.accept(doubtful.substring(end + 1).stripLeading());
            }
        }
        place = Place.ANSWER;
    }

    private boolean step(Consumer<String> thinking, Consumer<String> answer) {
        return switch (place) {
            case START -> start(thinking, answer);
            case THINKING -> think(thinking);
            case ANSWER -> {
                answer.accept(held.toString());
                held.setLength(0);
                yield false;
            }
        };
    }

    private boolean start(Consumer<String> thinking, Consumer<String> answer) {
        int from = 0;
        while (from < held.length() && Character.isWhitespace(held.charAt(from))) {
            from++;
        }
        String rest = held.substring(from).toLowerCase(Locale.ROOT);
        for (Tag tag : TAGS) {
            if (rest.startsWith(tag.open())) {
                held.delete(0, from + tag.open().length());
                begin(tag.close(), thinking);
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
        if (!afterThinking && (startsInThinking || closesUnopened())) {
            assumed = true;
            begin(USUAL_CLOSE, thinking);
            return true;
        }
        if (afterThinking) {
            held.delete(0, from);
        }
        place = Place.ANSWER;
        answer.accept(held.toString());
        held.setLength(0);
        return false;
    }

    /// Whether a closing tag stands on a line of its own though none was opened.
    private boolean closesUnopened() {
        int end = held.indexOf(USUAL_CLOSE);
        int after = end + USUAL_CLOSE.length();
        return end > 0
                && held.charAt(end - 1) == '\n'
                && (after == held.length() || held.charAt(after) == '\n')
                && held.lastIndexOf("<think>", end) < 0;
    }

    private void begin(String closing, Consumer<String> thinking) {
        close = closing;
        depth = 1;
        thought = false;
        doubtful.setLength(0);
        place = Place.THINKING;
        if (afterThinking) {
            thinking.accept("\n\n");
        }
    }

    private void think(String piece, Consumer<String> thinking) {
        String words = thought ? piece : piece.stripLeading();
        if (words.isEmpty()) {
            return;
        }
        thought = true;
        thinking.accept(words);
        if (assumed || close.equals(BRACKET)) {
            doubtful.append(words);
        }
    }

    private boolean think(Consumer<String> thinking) {
        int end = close.equals(BRACKET) ? closingBracket() : held.indexOf(close);
        if (end >= 0) {
            think(held.substring(0, end), thinking);
            held.delete(0, end + close.length());
            place = Place.START;
            afterThinking = true;
            assumed = false;
            return true;
        }
        int sure = held.length() - (close.equals(BRACKET) ? 0 : beginningOfClose());
        think(held.substring(0, sure), thinking);
        held.delete(0, sure);
        return false;
    }

    /// Thoughts in brackets may hold brackets; what was read before counts.
    private int closingBracket() {
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
