package dev.syngate.gateway;

import dev.syngate.http.ListenerSettings;
import java.nio.file.Path;
import java.time.Duration;

/// What must be known to start a gateway.
///
/// @param dataDir holds everything that Syngate stores
/// @param silence how long a provider may send nothing, before its first byte or within an answer
public record GatewaySettings(Path dataDir, ListenerSettings listener, Duration silence) {
    public static final int DEFAULT_PORT = 7960;
    public static final String LOOPBACK = "127.0.0.1";

    public static GatewaySettings of(Path dataDir) {
        return new GatewaySettings(
                dataDir, ListenerSettings.of(LOOPBACK, DEFAULT_PORT), Duration.ofMinutes(5));
    }

    public GatewaySettings listeningOn(String bind, int port) {
        return listening(listener.on(bind, port));
    }

    public GatewaySettings listening(ListenerSettings newListener) {
        return new GatewaySettings(dataDir, newListener, silence);
    }
}
