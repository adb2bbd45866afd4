package dev.syngate.gateway;

import dev.syngate.http.ListenerSettings;
import dev.syngate.provider.Timeouts;
import java.nio.file.Path;
import java.time.ZoneId;

/// What must be known to start a gateway.
///
/// @param dataDir holds everything that Syngate stores
/// @param timeouts how long providers are waited for
/// @param zone whose days quotas and sums are counted by
public record GatewaySettings(
        Path dataDir, ListenerSettings listener, Timeouts timeouts, ZoneId zone) {
    public static final int DEFAULT_PORT = 7960;
    public static final String LOOPBACK = "127.0.0.1";

    /// The usual ones, in the machine's time zone.
    public static GatewaySettings of(Path dataDir) {
        return new GatewaySettings(
                dataDir,
                ListenerSettings.of(LOOPBACK, DEFAULT_PORT),
                Timeouts.USUAL,
                ZoneId.systemDefault());
    }

    public GatewaySettings listeningOn(String bind, int port) {
        return listening(listener.on(bind, port));
    }

    public GatewaySettings listening(ListenerSettings newListener) {
        return new GatewaySettings(dataDir, newListener, timeouts, zone);
    }

    public GatewaySettings waiting(Timeouts newTimeouts) {
        return new GatewaySettings(dataDir, listener, newTimeouts, zone);
    }

    public GatewaySettings in(ZoneId newZone) {
        return new GatewaySettings(dataDir, listener, timeouts, newZone);
    }
}
