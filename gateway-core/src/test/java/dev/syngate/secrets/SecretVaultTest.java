package dev.syngate.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVaultTest {
    @TempDir private Path folder;

    @Test
    void aVaultKnowsWhateverTheStoreHolds() {
        try (Store store = store()) {
            SecretVault one = vault(store, "vault.key");
            one.put("prov-1", "first");
            SecretVault other = vault(store, "vault.key");
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
            vault(store, "vault.key").put("prov-1", "secret");
        }
        Files.delete(folder.resolve("vault.key"));
        try (Store store = store()) {
            SecretVault vault = vault(store, "vault.key");
            assertThatThrownBy(() -> vault.get("prov-1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("secret\"");
            vault.put("prov-1", "new");
            assertThat(vault.get("prov-1")).isEqualTo("new");
        }
    }

    private SecretVault vault(Store store, String keyFile) {
        return new SecretVault(store, folder.resolve(keyFile));
    }

    private Store store() {
        return new XodusStore(folder.resolve("store"), Set.of(SecretVault.MAP));
    }
}
