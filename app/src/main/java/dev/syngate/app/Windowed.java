package dev.syngate.app;

import dev.syngate.gateway.GatewaySettings;

/// Opens the window with the gateway running inside.
final class Windowed {
    private Windowed() {}

    static void run(Session session) {
        Serving.headless(session, GatewaySettings.of(session.dataDir()));
    }
}
