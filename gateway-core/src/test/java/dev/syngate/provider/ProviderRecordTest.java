package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.secrets.Keychain;
import dev.syngate.secrets.Sealing;
import dev.syngate.secrets.SecretVault;
import dev.syngate.secrets.VaultKey;
import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderRecordTest {
    @Test
    void recordsOfEarlierVersionsKeepTheirOneCredential(@TempDir Path folder) {
        try (Store store =
                new XodusStore(
                        folder.resolve("store"), Set.of(Providers.MAP.name(), SecretVault.MAP))) {
            SecretVault vault =
                    new SecretVault(store, new Sealing(new VaultKey(folder, Keychain.none())));
            vault.put("prov-1", "sk-kept");
            write(store, "prov-1", "\"prov-1\"");
            write(store, "prov-2", "null");
            Providers providers = new Providers(store, vault);

            Provider kept = providers.get("prov-1");
            assertThat(kept.credentials())
                    .containsExactly(new Credential("prov-1", "key-1", 1, true));
            assertThat(providers.secret(kept.credentials().getFirst())).isEqualTo("sk-kept");
            assertThat(providers.get("prov-2").credentials()).isEmpty();

            providers.addCredential("prov-1", Credential.draft(null), "sk-more");
            List<Credential> both = providers.get("prov-1").credentials();
            assertThat(both).extracting(Credential::label).containsExactly("key-1", "key-2");
            assertThat(Providers.MAP.encoded(providers.get("prov-1")).value())
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"credentials\":[{")
                    .doesNotContain("sk-");
        }
    }

    private static void write(Store store, String id, String credential) {
        String json =
                """
                {"id":"%s","name":"%s","protocol":"OPENAI_CHAT","baseUrl":"http://x/v1","credential":%s,\
                "priority":0,"weight":1,"enabled":true}\
                """
                        .formatted(id, id, credential);
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[text.length + 1];
        value[0] = 1;
        System.arraycopy(text, 0, value, 1, text.length);
        store.writeNow(view -> {
            view.put("providers", Keys.of(id), value);
            return true;
        });
    }
}
