package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;

/// What came of an answer since it was last written, so that a long one is not written again and
/// again.
///
/// @param bare the answer without its words
/// @param reasoningFrom how much of the thinking was written before
/// @param textFrom how much of the text was written before
record Growth(AnswerProgress bare, int reasoningFrom, String reasoning, int textFrom, String text) {

    /// What is new in an answer of which so much was written.
    static Growth of(AnswerProgress answer, int reasoningFrom, int textFrom) {
        return new Growth(
                answer.saying("", ""),
                reasoningFrom,
                answer.reasoning().substring(reasoningFrom),
                textFrom,
                answer.text().substring(textFrom));
    }

    /// The answer that has grown.
    AnswerProgress added(AnswerProgress before) {
        return bare.saying(
                grown(before.reasoning(), reasoningFrom, reasoning),
                grown(before.text(), textFrom, text));
    }

    private static String grown(String before, int from, String more) {
        return before.substring(0, Math.min(from, before.length())) + more;
    }
}
