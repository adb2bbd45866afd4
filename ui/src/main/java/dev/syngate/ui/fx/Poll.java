package dev.syngate.ui.fx;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks one question again and again, never twice at the same time. FX thread only.
///
/// @param <T> the answer
public final class Poll<T> {
    private final Background background;
    private final Supplier<T> question;
    private final Consumer<? super T> answered;
    private final Consumer<? super RuntimeException> failed;
    private boolean asking;

    /// @param question is asked off the FX thread
    public Poll(
            Background background,
            Supplier<T> question,
            Consumer<? super T> answered,
            Consumer<? super RuntimeException> failed) {
        this.background = background;
        this.question = question;
        this.answered = answered;
        this.failed = failed;
    }

    /// Asks, unless it still waits for the last answer.
    public void ask() {
        if (asking) {
            return;
        }
        asking = true;
        background.run(
                question,
                answer -> {
                    asking = false;
                    answered.accept(answer);
                },
                failure -> {
                    asking = false;
                    failed.accept(failure);
                });
    }
}
