package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.Attachment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A question with its answer.
///
/// @param model what was asked for at the time
/// @param after the place in [Conversation#exchanges] of the exchange that it follows; null: it
///   begins the conversation
/// @param attachments what went along with the question
/// @param comparison the same of all exchanges whose answers stand side by side until one of them
///   is chosen; empty: it stands alone
public record Exchange(
        String question,
        String model,
        AnswerProgress answer,
        @Nullable Integer after,
        List<Attachment> attachments,
        String comparison) {
    /// Exchanges from before there were comparisons stand alone.
    public Exchange {
        attachments = List.copyOf(attachments);
        comparison = Objects.requireNonNullElse(comparison, "");
    }

    public Exchange(
            String question,
            String model,
            AnswerProgress answer,
            @Nullable Integer after,
            List<Attachment> attachments) {
        this(question, model, answer, after, attachments, "");
    }

    public Exchange(String question, String model, AnswerProgress answer) {
        this(question, model, answer, null, List.of());
    }

    public Exchange with(AnswerProgress newAnswer) {
        return new Exchange(question, model, newAnswer, after, attachments, comparison);
    }

    /// The same exchange as one that follows another.
    public Exchange following(@Nullable Integer other) {
        return new Exchange(question, model, answer, other, attachments, comparison);
    }

    /// The same exchange as one of a comparison; empty: of none.
    public Exchange comparedIn(String other) {
        return new Exchange(question, model, answer, after, attachments, other);
    }

    /// Whether question or answer have the word, in whatever case.
    boolean hasWord(String word) {
        return Heading.in(question, word)
                || Heading.in(answer.text(), word)
                || Heading.in(answer.reasoning(), word);
    }
}
