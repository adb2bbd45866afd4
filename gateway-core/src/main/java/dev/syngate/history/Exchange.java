package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question with its answer.
///
/// @param model what was asked for at the time
/// @param after the place in [Conversation#exchanges] of the exchange that it follows; null: it
///   begins the conversation
/// @param attachments what went along with the question
public record Exchange(
        String question,
        String model,
        AnswerProgress answer,
        @Nullable Integer after,
        List<Attachment> attachments) {
    public Exchange {
        attachments = List.copyOf(attachments);
    }

    public Exchange(String question, String model, AnswerProgress answer) {
        this(question, model, answer, null, List.of());
    }

    public Exchange with(AnswerProgress newAnswer) {
        return new Exchange(question, model, newAnswer, after, attachments);
    }

    /// The same exchange as one that follows another.
    public Exchange following(@Nullable Integer other) {
        return new Exchange(question, model, answer, other, attachments);
    }
}
