package dev.syngate.gateway;

import dev.syngate.billing.Receipt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An answer that is being streamed: whoever shows it polls [#progress]. Safe for any thread.
public interface Answer {
    /// The answer so far; cheap enough for 20 calls a second.
    Progress progress();

    /// Stops it and cancels the provider; what came stays.
    void stop();

    /// Waits until the answer has ended, however it ended.
    void await();

    /// @param phase where the answer stands
    /// @param requestId the id of its row in the request log; null until the call has one
    /// @param thinking for how long the model has thought, or thought in all; null when it did not
    /// @param firstToken from sending to the first token
    /// @param receipt what it cost; null until it has ended
    /// @param failure why it failed; null when it did not
    record Progress(
            Phase phase,
            String requestId,
            String reasoning,
            String text,
            @Nullable Duration thinking,
            @Nullable Duration firstToken,
            Duration elapsed,
            @Nullable String upstreamModel,
            @Nullable Receipt receipt,
            @Nullable Failure failure) {}

    /// @param code as in the API's errors, such as `insufficient_balance`
    record Failure(String code, String message) {}

    enum Phase {
        WAITING,
        THINKING,
        ANSWERING,
        DONE,
        STOPPED,
        FAILED
    }
}
