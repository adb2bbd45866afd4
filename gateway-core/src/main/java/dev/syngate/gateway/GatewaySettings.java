package dev.syngate.gateway;

import java.nio.file.Path;
import java.time.Duration;

/// What must be known to start a gateway.
///
/// @param dataDir holds everything that Syngate stores
/// @param bind the address to listen on
/// @param port 0: any free port
/// @param silence how long a provider may send nothing, before its first byte or within an answer
public record GatewaySettings(Path dataDir, String bind, int port, Duration silence) {
    public static final int DEFAULT_PORT = 7960;
    public static final String LOOPBACK = "127.0.0.1";

    public static GatewaySettings of(Path dataDir) {
        return new GatewaySettings(dataDir, LOOPBACK, DEFAULT_PORT, Duration.ofMinutes(5));
    }

    public GatewaySettings listeningOn(String newBind, int newPort) {
        return new GatewaySettings(dataDir, newBind, newPort, silence);
    }
}
