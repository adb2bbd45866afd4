package dev.syngate.gateway;

import dev.syngate.http.ListenerSettings;
import dev.syngate.provider.Timeouts;
import java.nio.file.Path;

/// What must be known to start a gateway.
///
/// @param dataDir holds everything that Syngate stores
/// @param timeouts how long providers are waited for
public record GatewaySettings(Path dataDir, ListenerSettings listener, Timeouts timeouts) {
    public static final int DEFAULT_PORT = 7960;
    public static final String LOOPBACK = "127.0.0.1";

    public static GatewaySettings of(Path dataDir) {
        return new GatewaySettings(
                dataDir, ListenerSettings.of(LOOPBACK, DEFAULT_PORT), Timeouts.USUAL);
    }

    public GatewaySettings listeningOn(String bind, int port) {
        return listening(listener.on(bind, port));
    }

    public GatewaySettings listening(ListenerSettings newListener) {
        return new GatewaySettings(dataDir, newListener, timeouts);
    }

    public GatewaySettings waiting(Timeouts newTimeouts) {
        return new GatewaySettings(dataDir, listener, newTimeouts);
    }
}
