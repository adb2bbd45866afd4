package dev.syngate.provider;

import dev.syngate.secrets.SecretVault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the secrets out of transports and keeps them in the vault. Safe for any thread.
final class TransportSecrets {
    private static final String PROXY = "/proxy";
    private static final String CERTIFICATE = "/certificate";
    private static final String HEADER = "/header/";

    private final SecretVault vault;

    TransportSecrets(SecretVault vault) {
        this.vault = vault;
    }

    /// The draft as it may be stored. A secret that is hidden in it stays, others are kept or
    /// forgotten.
    ///
    /// @param owner whose it is: the id of a provider
    Transport hide(String owner, Transport draft, Transport old) {
        Map<String, String> headers = new LinkedHashMap<>();
        draft.headers()
                .forEach((name, value) ->
                        headers.put(
                                name,
                                Transport.isSecret(name)
                                        ? keep(header(owner, name), value)
                                        : value));
        for (String name : old.headers().keySet()) {
            if (Transport.isSecret(name) && !headers.containsKey(name)) {
                vault.remove(header(owner, name));
            }
        }
        return new Transport(
                hideProxy(owner + PROXY, draft.proxy(), old.proxy()),
                headers,
                draft.query(),
                draft.keyHeader(),
                draft.certificate(),
                draft.certificate() == null
                        ? forget(owner + CERTIFICATE, old.certificatePassword())
                        : keepOrForget(
                                owner + CERTIFICATE,
                                draft.certificatePassword(),
                                old.certificatePassword()));
    }

    /// @param proxy as a person gives it; null: none
    /// @param old as it is stored
    @Nullable String hideProxy(String id, @Nullable String proxy, @Nullable String old) {
        String user = proxy == null ? null : ProxyAddress.userOf(proxy);
        String before = old == null ? null : ProxyAddress.userOf(old);
        String hidden = keepOrForget(id, user, before);
        return proxy == null ? null : ProxyAddress.withUser(proxy, hidden);
    }

    private @Nullable String keepOrForget(String id, @Nullable String value, @Nullable String old) {
        return value == null ? forget(id, old) : keep(id, value);
    }

    private String keep(String id, String value) {
        if (!value.equals(Transport.HIDDEN)) {
            vault.put(id, value);
        }
        return Transport.HIDDEN;
    }

    private @Nullable String forget(String id, @Nullable String old) {
        if (old != null) {
            vault.remove(id);
        }
        return null;
    }

    /// The transport with its secrets, to connect with; never to be shown. What is lost is empty.
    Transport reveal(String owner, Transport stored) {
        Map<String, String> headers = new LinkedHashMap<>();
        stored.headers()
                .forEach((name, value) ->
                        headers.put(
                                name,
                                Transport.isSecret(name) ? secret(header(owner, name)) : value));
        return new Transport(
                revealProxy(owner + PROXY, stored.proxy()),
                headers,
                stored.query(),
                stored.keyHeader(),
                stored.certificate(),
                stored.certificatePassword() == null ? null : secret(owner + CERTIFICATE));
    }

    @Nullable String revealProxy(String id, @Nullable String stored) {
        return stored == null || ProxyAddress.userOf(stored) == null
                ? stored
                : ProxyAddress.withUser(stored, secret(id));
    }

    private String secret(String id) {
        String found = vault.get(id);
        return found == null ? "" : found;
    }

    /// The ids of the secrets of a stored transport.
    List<String> ids(String owner, Transport stored) {
        List<String> ids = new ArrayList<>();
        if (stored.proxy() != null && ProxyAddress.userOf(stored.proxy()) != null) {
            ids.add(owner + PROXY);
        }
        if (stored.certificatePassword() != null) {
            ids.add(owner + CERTIFICATE);
        }
        stored.headers().keySet().stream()
                .filter(Transport::isSecret)
                .forEach(name -> ids.add(header(owner, name)));
        return ids;
    }

    private static String header(String owner, String name) {
        return owner + HEADER + name;
    }
}
