package dev.syngate.ui.fx;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/// Hands work away from the FX thread and brings its result back to it: the only place that does.
///
/// @param work runs what may wait
/// @param screen runs what touches the window
public record Background(Executor work, Executor screen) {
    /// Virtual threads for work, the FX thread for the window.
    public static Background live() {
        return new Background(
                task -> Thread.ofVirtual().name("window-work").start(task), Platform::runLater);
    }

    /// Everything at once on the calling thread, for tests of view models.
    public static Background direct() {
        return new Background(Runnable::run, Runnable::run);
    }

    /// Works off the FX thread, then continues on it with the result or with what went wrong.
    public <T> void run(
            Supplier<T> task, Consumer<? super T> done, Consumer<? super RuntimeException> failed) {
        work.execute(() -> {
            try {
                T result = task.get();
                screen.execute(() -> done.accept(result));
            } catch (RuntimeException e) {
                screen.execute(() -> failed.accept(e));
            }
        });
    }
}
