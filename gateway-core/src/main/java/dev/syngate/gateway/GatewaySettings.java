package dev.syngate.gateway;

import dev.syngate.http.ListenerSettings;
import dev.syngate.provider.Patience;
import java.nio.file.Path;

/// What must be known to start a gateway.
///
/// @param dataDir holds everything that Syngate stores
/// @param patience how long providers are waited for
public record GatewaySettings(Path dataDir, ListenerSettings listener, Patience patience) {
    public static final int DEFAULT_PORT = 7960;
    public static final String LOOPBACK = "127.0.0.1";

    public static GatewaySettings of(Path dataDir) {
        return new GatewaySettings(
                dataDir, ListenerSettings.of(LOOPBACK, DEFAULT_PORT), Patience.USUAL);
    }

    public GatewaySettings listeningOn(String bind, int port) {
        return listening(listener.on(bind, port));
    }

    public GatewaySettings listening(ListenerSettings newListener) {
        return new GatewaySettings(dataDir, newListener, patience);
    }

    public GatewaySettings waiting(Patience newPatience) {
        return new GatewaySettings(dataDir, listener, newPatience);
    }
}
