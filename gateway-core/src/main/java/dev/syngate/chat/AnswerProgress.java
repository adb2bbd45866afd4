package dev.syngate.chat;

import dev.syngate.billing.Receipt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An answer at one moment, or as it ended.
///
/// @param phase where the answer stands
/// @param requestId the id of its row in the request log
/// @param thinking for how long the model has thought, or thought in all; null when it did not
/// @param firstToken from sending to the first token
/// @param upstreamModel what the provider calls the model; null until it has ended
/// @param receipt what it cost; null until it has ended
/// @param failure why it failed; null when it did not
public record AnswerProgress(
        Phase phase,
        String requestId,
        String reasoning,
        String text,
        @Nullable Duration thinking,
        @Nullable Duration firstToken,
        Duration elapsed,
        @Nullable String upstreamModel,
        @Nullable Receipt receipt,
        @Nullable Failure failure) {

    /// An answer that nothing has come of yet.
    public static AnswerProgress waiting(String requestId) {
        return new AnswerProgress(
                Phase.WAITING, requestId, "", "", null, null, Duration.ZERO, null, null, null);
    }

    /// @param code as in the API's errors, such as `insufficient_balance`
    public record Failure(String code, String message) {}

    /// Where an answer stands.
    public enum Phase {
        WAITING,
        THINKING,
        ANSWERING,
        DONE,
        STOPPED,
        FAILED;

        public boolean hasEnded() {
            return switch (this) {
                case WAITING, THINKING, ANSWERING -> false;
                case DONE, STOPPED, FAILED -> true;
            };
        }
    }

    /// The same answer, stopped where it stands unless it had ended.
    public AnswerProgress stopped() {
        return phase.hasEnded()
                ? this
                : new AnswerProgress(
                        Phase.STOPPED,
                        requestId,
                        reasoning,
                        text,
                        thinking,
                        firstToken,
                        elapsed,
                        upstreamModel,
                        receipt,
                        failure);
    }
}
