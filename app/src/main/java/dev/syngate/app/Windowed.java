package dev.syngate.app;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.Desktop;
import java.util.concurrent.CountDownLatch;

/// The program on a machine with a display: the gateway and its window in one process.
final class Windowed {
    private Windowed() {}

    /// Returns when the window was closed. Where no window can be shown it says so and serves
    /// without one.
    static void run(Session session, GatewaySettings settings) {
        Gateway gateway = session.open(settings);
        gateway.start();
        CountDownLatch closed = new CountDownLatch(1);
        try {
            Desktop.open(
                    gateway,
                    session.dataDir(),
                    session.clock(),
                    session.clock().getZone(),
                    closed::countDown);
        } catch (RuntimeException | LinkageError e) {
            gateway.close();
            session.terminal()
                    .err()
                    .println(
                            "No window can be shown here ("
                                    + e.getMessage()
                                    + "): serving without one.");
            Serving.headless(session, settings);
            return;
        }
        Serving.stopWithProcess(gateway);
        Serving.await(closed);
    }
}
