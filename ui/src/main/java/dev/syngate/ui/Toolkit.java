package dev.syngate.ui;

import dev.syngate.ui.fx.Background;
import dev.syngate.ui.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;

/// JavaFX, started once for the process, on a thread of its own. Safe for any thread but the
/// toolkit's own.
final class Toolkit {
    /// Which of its ways to draw JavaFX tries, in this order.
    private static final String PIPELINES = "prism.order";

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
        /// Where Linux has its graphics cards.
        private static final List<Path> CARDS =
                List.of(Path.of("/dev/dri"), Path.of("/dev/nvidiactl"));

        static final CompletableFuture<Boolean> ENDED = new CompletableFuture<>();

        static {
            Thread.ofPlatform().daemon().name("toolkit-start").start(Start::run);
        }

        private static void run() {
            try {
                Theme.chooseFonts();
                drawWithoutCard();
                Platform.setImplicitExit(false);
                Platform.startup(Start::started);
            } catch (IllegalStateException e) {
                // It runs already.
                ENDED.complete(true);
            } catch (RuntimeException | LinkageError e) {
                ENDED.completeExceptionally(e);
            }
        }

        /// Where a machine has no graphics card, JavaFX finds that out by loading all of OpenGL.
        private static void drawWithoutCard() {
            boolean linux = System.getProperty("os.name", "").startsWith("Linux");
            if (linux
                    && System.getProperty(PIPELINES) == null
                    && CARDS.stream().noneMatch(Files::exists)) {
                System.setProperty(PIPELINES, "sw");
            }
        }

        /// Whoever waits may go on; what the window's first look needs is read meanwhile.
        private static void started() {
            ENDED.complete(true);
            Theme.prepare();
        }
    }
}
