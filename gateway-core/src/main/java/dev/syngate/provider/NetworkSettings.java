package dev.syngate.provider;

import dev.syngate.secrets.SecretVault;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import org.jspecify.annotations.Nullable;

/// How all providers are connected to that do not say it themselves. Safe for any thread.
public final class NetworkSettings {
    /// The store's map that holds the choice.
    public static final RecordMap<Chosen> MAP = new RecordMap<>("network", Chosen.class);

    private static final String CHOSEN = "chosen";
    private static final String PROXY_SECRET = "network/proxy";
    private static final Chosen USUAL = new Chosen(ProxyAddress.SYSTEM, null);
    private final CachedMap<Chosen> chosen;
    private final TransportSecrets secrets;

    public NetworkSettings(Store store, SecretVault vault) {
        chosen = new CachedMap<>(store, MAP);
        secrets = new TransportSecrets(vault);
    }

    /// @param proxy as [Transport#proxy], never null
    /// @param caFile a PEM file of authorities that are trusted besides the usual ones; null: none
    public record Chosen(String proxy, @Nullable String caFile) {}

    /// What is chosen, its secrets hidden; the same object until something else is chosen.
    public Chosen get() {
        Chosen found = chosen.get(CHOSEN);
        return found == null ? USUAL : found;
    }

    /// @throws dev.syngate.call.RefusedException when a field is wrong
    public static void check(Chosen draft) {
        ProxyAddress.check("proxy", draft.proxy());
        if (draft.caFile() != null) {
            Trust.check(draft.caFile());
        }
    }

    /// Takes effect with the next connection.
    ///
    /// @throws dev.syngate.call.RefusedException when a field is wrong
    public synchronized void set(Chosen draft) {
        check(draft);
        String hidden = secrets.hideProxy(PROXY_SECRET, draft.proxy(), get().proxy());
        chosen.put(
                CHOSEN, new Chosen(hidden == null ? ProxyAddress.SYSTEM : hidden, draft.caFile()));
    }

    /// The proxy with its secret, never to be shown.
    String proxy() {
        String revealed = secrets.revealProxy(PROXY_SECRET, get().proxy());
        return revealed == null ? ProxyAddress.SYSTEM : revealed;
    }
}
