package dev.syngate.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVaultTest {
    @TempDir private Path folder;

    @Test
    void aVaultKnowsWhateverTheStoreHolds() {
        try (Store store = store()) {
            SecretVault one = vault(store, Keychain.none());
            one.put("prov-1", "first");
            SecretVault other = vault(store, Keychain.none());
            assertThat(other.get("prov-1")).isEqualTo("first");
            one.put("prov-1", "second");
            assertThat(other.get("prov-1")).isEqualTo("second");
            store.writeNow(view -> {
                view.delete(SecretVault.MAP, Keys.of("prov-1"));
                return true;
            });
            assertThat(one.get("prov-1")).isNull();
            assertThat(other.get("prov-1")).isNull();
        }
    }

    @Test
    void anotherKeyFileOpensNothingAndIsNoticedWhereACredentialIsNeeded() throws Exception {
        try (Store store = store()) {
            vault(store, Keychain.none()).put("prov-1", "secret");
        }
        Files.delete(folder.resolve("vault.key"));
        try (Store store = store()) {
            SecretVault vault = vault(store, Keychain.none());
            assertThat(vault.get("prov-1")).isNull();
            vault.put("prov-1", "new");
            assertThat(vault.get("prov-1")).isEqualTo("new");
        }
    }

    @Test
    void theKeyMovesIntoTheKeychainAndBackAndEntriesStayReadable() throws Exception {
        Chain chain = new Chain();
        try (Store store = store()) {
            vault(store, Keychain.none()).put("prov-1", "secret");
            VaultKey key = new VaultKey(folder, chain);
            assertThat(key.place()).isEqualTo(VaultKey.Place.FILE);
            key.moveTo(VaultKey.Place.KEYCHAIN);
            assertThat(key.place()).isEqualTo(VaultKey.Place.KEYCHAIN);
            assertThat(folder.resolve(VaultKey.FILE)).doesNotExist();
            assertThat(vault(store, chain).get("prov-1")).isEqualTo("secret");

            chain.locked = true;
            SecretVault locked = vault(store, chain);
            assertThat(locked.get("prov-1")).isNull();
            assertThatThrownBy(() -> locked.put("prov-2", "x"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("unlock it");
            chain.locked = false;
            assertThat(locked.get("prov-1")).as("once it is unlocked").isEqualTo("secret");

            new VaultKey(folder, chain).moveTo(VaultKey.Place.FILE);
            assertThat(chain.kept).isEmpty();
            assertThat(vault(store, Keychain.none()).get("prov-1")).isEqualTo("secret");
        }
    }

    @Test
    void aFreshVaultPrefersTheKeychainAndDoesWithoutOne() {
        Chain chain = new Chain();
        try (Store store = store()) {
            vault(store, chain).put("prov-1", "secret");
            assertThat(chain.kept).hasSize(1);
            assertThat(folder.resolve(VaultKey.FILE)).doesNotExist();
            assertThatThrownBy(() ->
                            new VaultKey(folder.resolve("other"), Keychain.none())
                                    .moveTo(VaultKey.Place.KEYCHAIN))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no keychain");
        }
    }

    @Test
    void theSystemsKeychainIsThereOrSaysThatItIsNot() {
        Keychain system = new SystemKeychain();
        try {
            assertThat(system.get("syngate-no-such-entry")).isNull();
        } catch (KeychainException e) {
            assertThat(e).hasMessage("this system has no keychain");
        }
    }

    @Test
    void aSealedKeyOpensWithItsPassphraseOnly() {
        VaultKey key = new VaultKey(folder, Keychain.none());
        byte[] sealed = key.sealed("correct horse");
        assertThat(SealedKey.open(sealed, "correct horse")).hasSize(32);
        assertThatThrownBy(() -> SealedKey.open(sealed, "correct house"))
                .hasMessageContaining("not the backup's");
        assertThatThrownBy(() -> SealedKey.open(new byte[9], "correct horse"))
                .hasMessageContaining("can't be read");
        assertThatThrownBy(() -> key.sealed("short")).hasMessageContaining("8 characters");
    }

    private SecretVault vault(Store store, Keychain keychain) {
        return new SecretVault(store, new Sealing(new VaultKey(folder, keychain)));
    }

    /// A keychain as desktops have one.
    private static final class Chain implements Keychain {
        private final Map<String, String> kept = new HashMap<>();
        private boolean locked;

        @Override
        public void put(String name, String secret) {
            kept.put(name, secret);
        }

        @Override
        public @Nullable String get(String name) {
            return locked ? null : kept.get(name);
        }

        @Override
        public void remove(String name) {
            kept.remove(name);
        }
    }

    private Store store() {
        return new XodusStore(folder.resolve("store"), Set.of(SecretVault.MAP));
    }
}
