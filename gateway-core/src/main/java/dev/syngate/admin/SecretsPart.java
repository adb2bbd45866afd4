package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.VaultKey;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Where the key of stored credentials is kept.
final class SecretsPart implements SettingsPart {
    private static final String SECRET_STORE = "secret_store";
    private final VaultKey vaultKey;

    SecretsPart(VaultKey vaultKey) {
        this.vaultKey = vaultKey;
    }

    @Override
    public Set<String> fields() {
        return Set.of(SECRET_STORE);
    }

    @Override
    public Runnable change(Fields fields) {
        VaultKey.Place place = place(fields.text(SECRET_STORE));
        return () -> vaultKey.moveTo(place);
    }

    private static VaultKey.Place place(String word) {
        return Stream.of(VaultKey.Place.values())
                .filter(place -> place.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.field(
                                SECRET_STORE, "\"secret_store\" is file or keychain"));
    }

    @Override
    public void show(ObjectNode shown) {
        shown.put(SECRET_STORE, vaultKey.place().word());
    }
}
