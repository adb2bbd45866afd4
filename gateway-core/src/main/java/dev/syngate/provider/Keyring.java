package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.SecretVault;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The secrets of credentials, each in the vault under an id of its own. Safe for any thread.
final class Keyring {
    private static final int ID_BYTES = 6;

    private final SecretVault vault;
    private final SecureRandom random = new SecureRandom();

    Keyring(SecretVault vault) {
        this.vault = vault;
    }

    /// Keeps the secret.
    ///
    /// @param owner whose it is: the id of a provider
    /// @return its id
    /// @throws RefusedException when it can't be sent in a header
    String keep(String owner, String secret) {
        String sendable = sendable(secret);
        byte[] bits = new byte[ID_BYTES];
        random.nextBytes(bits);
        String id = owner + "." + HexFormat.of().formatHex(bits);
        vault.put(id, sendable);
        return id;
    }

    private static String sendable(String secret) {
        String stripped = secret.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw RefusedException.field(
                    "api_key", "an API key is one line of visible ASCII characters");
        }
        return stripped;
    }

    @Nullable String secret(String id) {
        return vault.get(id);
    }

    /// The secrets that are there, by their ids.
    Map<String, String> secrets(List<String> ids) {
        return ids.stream()
                .filter(id -> vault.get(id) != null)
                .collect(Collectors.toMap(id -> id, id -> String.valueOf(vault.get(id))));
    }

    void putBack(Map<String, String> secrets) {
        secrets.forEach(vault::put);
    }

    void forget(List<String> ids) {
        ids.forEach(vault::remove);
    }
}
