package dev.syngate.pipeline;

import dev.syngate.protocol.TokenCounter;

/// A text that grows, and its tokens: what was counted once is not read again, but for its last few
/// words, which may still become longer.
final class GrowingText {
    private static final int LONGEST_TAIL = 2_000;

    /// What is not counted for good.
    private final StringBuilder tail = new StringBuilder();

    private long settled;
    private int mark;

    void add(String more) {
        tail.append(more);
    }

    boolean isEmpty() {
        return tail.isEmpty() && settled == 0;
    }

    long tokens() {
        if (mark > LONGEST_TAIL) {
            int end = endOfWord();
            settled += TokenCounter.count(tail.subSequence(0, end));
            tail.delete(0, end);
            mark -= end;
        }
        return tail.isEmpty() ? settled : settled + TokenCounter.count(tail);
    }

    /// Remembers how much there is; [#backToMark] forgets what comes after it.
    void mark() {
        mark = tail.length();
    }

    void backToMark() {
        tail.setLength(mark);
    }

    /// The last place before the mark where a token ends in any case: before the space between two
    /// words. Where there is none, the mark itself.
    private int endOfWord() {
        for (int i = mark - 2; i > mark / 2; i--) {
            boolean between =
                    tail.charAt(i) == ' '
                            && Character.isLetter(tail.charAt(i + 1))
                            && !Character.isWhitespace(tail.charAt(i - 1));
            if (between) {
                return i;
            }
        }
        return Character.isHighSurrogate(tail.charAt(mark - 1)) ? mark - 1 : mark;
    }
}
