package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.gateway.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An answer on its way.
///
/// @param conversation the id of the conversation that it belongs to
/// @param place where in its conversation it stands
/// @param begun the interrupted answer that it goes on with; null: it begins anew
/// @param kept when it was last written to the history
record RunningAnswer(
        String conversation,
        Answer answer,
        int place,
        @Nullable AnswerProgress begun,
        Instant kept) {
    AnswerProgress progress() {
        AnswerProgress now = answer.progress();
        return begun == null ? now : now.after(begun);
    }

    RunningAnswer keptAt(Instant now) {
        return new RunningAnswer(conversation, answer, place, begun, now);
    }
}
