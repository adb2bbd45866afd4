package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import java.time.Instant;
import java.util.List;

/// A chat: questions and answers in order.
///
/// @param title what the list shows; empty until the first question
/// @param updated when it was last asked or answered
public record Conversation(
        String id,
        String title,
        Instant created,
        Instant updated,
        ChatParameters parameters,
        List<Exchange> exchanges) {
    private static final int LONGEST_TITLE = 80;

    public Conversation {
        exchanges = List.copyOf(exchanges);
    }

    /// A question with its answer.
    ///
    /// @param model what was asked for at the time
    public record Exchange(String question, String model, AnswerProgress answer) {}

    public Conversation with(ChatParameters newParameters) {
        return new Conversation(id, title, created, updated, newParameters, exchanges);
    }

    /// The same conversation with other exchanges; the first question names it.
    public Conversation with(List<Exchange> newExchanges, Instant now) {
        String newTitle =
                title.isEmpty() && !newExchanges.isEmpty()
                        ? titleOf(newExchanges.getFirst().question())
                        : title;
        return new Conversation(id, newTitle, created, now, parameters, newExchanges);
    }

    private static String titleOf(String question) {
        String line = question.strip().lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE).strip();
    }
}
