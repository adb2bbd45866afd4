package dev.syngate.app;

import dev.syngate.gateway.GatewaySettings;

/// The program on a machine with a display. The window is not there yet; the gateway is.
final class Windowed {
    private Windowed() {}

    static void run(Session session) {
        session.terminal()
                .err()
                .println("The window is not part of this version yet: serving without it.");
        Serving.headless(session, GatewaySettings.of(session.dataDir()));
    }
}
