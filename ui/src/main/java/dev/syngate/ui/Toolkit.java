package dev.syngate.ui;

import dev.syngate.ui.fx.Background;
import dev.syngate.ui.theme.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;

/// JavaFX, started once for the process, on a thread of its own. Safe for any thread but the
/// toolkit's own.
final class Toolkit {
    private static final System.Logger LOG = System.getLogger(Toolkit.class.getName());

    private Toolkit() {}

    /// Begins to start it, and does not wait.
    static void prepare() {
        LOG.log(System.Logger.Level.DEBUG, "JavaFX starts: {0}", Start.ENDED);
    }

    /// Runs the task on the toolkit's thread as soon as it runs.
    ///
    /// @throws RuntimeException when this machine can show no window
    static void run(Runnable task) {
        try {
            Start.ENDED.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
        Background.live().screen().execute(task);
    }

    /// Begins with the first use of this class.
    private static final class Start {
        static final CompletableFuture<Boolean> ENDED = new CompletableFuture<>();

        static {
            Platform.setImplicitExit(false);
            Theme.chooseFonts();
            Thread.ofPlatform().daemon().name("toolkit-start").start(Start::run);
        }

        private static void run() {
            try {
                Platform.startup(() -> ENDED.complete(true));
            } catch (IllegalStateException e) {
                // It runs already.
                ENDED.complete(true);
            } catch (RuntimeException | LinkageError e) {
                ENDED.completeExceptionally(e);
            }
        }
    }
}
