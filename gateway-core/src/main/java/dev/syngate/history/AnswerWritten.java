package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;

/// How much of an answer that grows was written.
///
/// @param pieces in so many pieces
/// @param reasoning characters of its thinking
/// @param text characters of its text
public record AnswerWritten(int pieces, int reasoning, int text) {
    public static final AnswerWritten NOTHING = new AnswerWritten(0, 0, 0);

    /// How much of it is still right: text can turn out to be thinking.
    AnswerWritten of(AnswerProgress answer) {
        boolean grew = answer.reasoning().length() >= reasoning && answer.text().length() >= text;
        return grew ? this : new AnswerWritten(pieces, 0, 0);
    }

    AnswerWritten with(AnswerProgress answer) {
        return new AnswerWritten(pieces + 1, answer.reasoning().length(), answer.text().length());
    }
}
