package dev.syngate.provider;

import dev.syngate.secrets.Keychain;
import dev.syngate.secrets.Sealing;
import dev.syngate.secrets.SecretVault;
import dev.syngate.secrets.VaultKey;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// Providers and the two clients that call them, without a gateway around.
final class UpstreamScene implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Store store;
    private final Providers providers;
    private final NetworkSettings network;

    UpstreamScene(Path folder) {
        store =
                new XodusStore(
                        folder.resolve("data"),
                        Set.of(Providers.MAP.name(), NetworkSettings.MAP.name(), SecretVault.MAP));
        SecretVault vault =
                new SecretVault(store, new Sealing(new VaultKey(folder, Keychain.none())));
        providers = new Providers(store, vault);
        network = new NetworkSettings(store, vault);
    }

    Providers providers() {
        return providers;
    }

    NetworkSettings network() {
        return network;
    }

    private Network ways() {
        return ways(new SystemProxy(Map.of()));
    }

    Network ways(SystemProxy system) {
        return new Network(providers, network, system);
    }

    /// @param direct over HTTP/1.1, or over HTTP/2 as through a proxy
    Upstream upstream(boolean direct) {
        return direct
                ? new DirectUpstream(providers, Timeouts.USUAL, ways(), CLOCK)
                : new ProxiedUpstream(providers, Timeouts.USUAL, ways(), CLOCK);
    }

    Reach reach() {
        return new Reach(ways(), Timeouts.USUAL, CLOCK);
    }

    @Override
    public void close() {
        store.close();
    }
}
