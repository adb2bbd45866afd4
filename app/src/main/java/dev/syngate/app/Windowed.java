package dev.syngate.app;

import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.Installation;
import dev.syngate.ui.Desktop;
import dev.syngate.ui.Notice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The program on a machine with a display: the gateway and its window in one process.
final class Windowed {
    private static final System.Logger LOG = System.getLogger(Windowed.class.getName());

    private Windowed() {}

    /// Returns when the window was closed, or at once when the data directory has a window already,
    /// which then comes forward. Where no window can be shown it says so and serves without one.
    ///
    /// @param hidden whether the window waits until a second start asks for it
    /// @param backup is restored first, if the person agrees; null: none
    static void run(
            Session session, GatewaySettings settings, boolean hidden, @Nullable Path backup) {
        if (OneWindow.ask(session.dataDir())) {
            return;
        }
        Desktop.prepare();
        if (backup != null && confirmed(backup)) {
            told(() -> BackupCommands.restored(session, backup, null));
        }
        GatewaySettings here = settings.in(session.clock().getZone());
        Installation installation =
                new Installation(told(() -> session.open(here)), here, session.clock());
        // the window is made meanwhile
        Thread starting =
                Thread.ofPlatform().name("gateway-start").start(installation.gateway()::start);
        CountDownLatch closed = new CountDownLatch(1);
        Desktop desktop;
        try {
            desktop =
                    Desktop.open(
                            installation,
                            session.clock(),
                            session.clock().getZone(),
                            hidden,
                            closed::countDown);
        } catch (RuntimeException | LinkageError e) {
            awaitEnd(starting);
            installation.close();
            session.terminal()
                    .err()
                    .println(
                            "No window can be shown here ("
                                    + e.getMessage()
                                    + "): serving without one.");
            Serving.headless(session, settings);
            return;
        }
        Serving.stopWithProcess(session, installation);
        awaitClosed(session.dataDir(), desktop, closed);
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean confirmed(Path backup) {
        return Notice.confirm(
                "Replace everything that Syngate has stored by the backup "
                        + backup.getFileName()
                        + "? What is there now is kept beside it.");
    }

    /// Where it fails, the person is told also without a terminal.
    private static <T> T told(Supplier<T> task) {
        try {
            return task.get();
        } catch (CommandFailed e) {
            try {
                Notice.tell(String.valueOf(e.getMessage()));
            } catch (RuntimeException | LinkageError without) {
                LOG.log(System.Logger.Level.DEBUG, "no window can be shown", without);
            }
            throw e;
        }
    }

    private static void awaitClosed(Path dataDir, Desktop desktop, CountDownLatch closed) {
        try (OneWindow one = OneWindow.answer(dataDir, desktop::bringForward)) {
            LOG.log(System.Logger.Level.DEBUG, "second starts are heard by {0}", one);
            Serving.await(closed);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.WARNING, "second starts can't be heard", e);
            Serving.await(closed);
        }
    }
}
