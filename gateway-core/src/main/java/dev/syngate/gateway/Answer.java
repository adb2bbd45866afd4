package dev.syngate.gateway;

import dev.syngate.chat.AnswerProgress;

/// An answer that is being streamed: whoever shows it polls [#progress]. Safe for any thread.
public interface Answer {
    /// The answer so far; cheap enough for 20 calls a second.
    AnswerProgress progress();

    /// Stops it and cancels the provider; what came stays.
    void stop();

    /// Waits until the answer has ended, however it ended.
    void await();
}
