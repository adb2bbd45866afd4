package dev.syngate.app;

import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.Installation;
import dev.syngate.ui.Desktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The program on a machine with a display: the gateway and its window in one process.
final class Windowed {
    private static final System.Logger LOG = System.getLogger(Windowed.class.getName());

    private Windowed() {}

    /// Returns when the window was closed, or at once when the data directory has a window already,
    /// which then comes forward. Where no window can be shown it says so and serves without one.
    ///
    /// @param hidden whether the window waits until a second start asks for it
    static void run(Session session, GatewaySettings settings, boolean hidden) {
        if (OneWindow.ask(session.dataDir())) {
            return;
        }
        GatewaySettings here = settings.in(session.clock().getZone());
        Installation installation =
                new Installation(session.open(here), here, session.clock());
        installation.gateway().start();
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
