package dev.syngate.gateway;

import dev.syngate.chat.AnswerProgress;

/// An answer that is being streamed: whoever shows it polls [#progress]. Safe for any thread.
public interface Answer {
    /// The answer so far; cheap enough for 20 calls a second.
    AnswerProgress progress();

    /// Runs the task whenever the answer turns: it begins to think or to speak, or it has ended. At
    /// once where it has turned already. The task runs on the thread that reads the answer, so it
    /// must not wait.
    void onTurn(Runnable task);

    /// Stops it and cancels the provider; what came stays.
    void stop();

    /// Waits until the answer has ended, however it ended.
    void await();
}
