package dev.syngate.gateway;

import dev.syngate.http.ListenerSettings;
import dev.syngate.listening.Place;
import dev.syngate.listening.Wish;
import dev.syngate.provider.Timeouts;
import dev.syngate.secrets.Keychain;
import java.nio.file.Path;
import java.time.ZoneId;

/// What must be known to start a gateway.
///
/// @param dataDir holds everything that Syngate stores
/// @param wish where this start wants to listen, in the place of what was chosen for good
/// @param timeouts how long providers are waited for
/// @param keychain may keep the key of stored credentials
/// @param zone whose days quotas and sums are counted by
public record GatewaySettings(
        Path dataDir,
        ListenerSettings listener,
        Wish wish,
        Timeouts timeouts,
        Keychain keychain,
        ZoneId zone) {
    /// The usual ones, without a keychain, in the machine's time zone.
    public static GatewaySettings of(Path dataDir) {
        return new GatewaySettings(
                dataDir,
                ListenerSettings.of(Place.DEFAULT.bind(), Place.DEFAULT.port()),
                Wish.NONE,
                Timeouts.USUAL,
                Keychain.none(),
                ZoneId.systemDefault());
    }

    public GatewaySettings listeningOn(String bind, int port) {
        return listening(listener).at(Wish.of(new Place(bind, port)));
    }

    public GatewaySettings listening(ListenerSettings newListener) {
        Place place = new Place(newListener.bind(), newListener.port());
        return new GatewaySettings(dataDir, newListener, Wish.of(place), timeouts, keychain, zone);
    }

    public GatewaySettings at(Wish newWish) {
        return new GatewaySettings(dataDir, listener, newWish, timeouts, keychain, zone);
    }

    public GatewaySettings waiting(Timeouts newTimeouts) {
        return new GatewaySettings(dataDir, listener, wish, newTimeouts, keychain, zone);
    }

    public GatewaySettings with(Keychain newKeychain) {
        return new GatewaySettings(dataDir, listener, wish, timeouts, newKeychain, zone);
    }

    public GatewaySettings in(ZoneId newZone) {
        return new GatewaySettings(dataDir, listener, wish, timeouts, keychain, newZone);
    }
}
