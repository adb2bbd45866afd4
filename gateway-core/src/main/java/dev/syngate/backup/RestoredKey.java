package dev.syngate.backup;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.PrivateFile;
import dev.syngate.secrets.SealedKey;
import dev.syngate.secrets.VaultKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds the key of a restored vault: in the backup, under its passphrase, or in the data directory
/// that is replaced, whose key may have moved since.
final class RestoredKey {
    private RestoredKey() {}

    /// @param draft the unpacked backup
    /// @param old the data directory that it will replace; need not exist
    /// @throws RefusedException when the passphrase opens nothing
    static void putInto(Path draft, Path old, @Nullable String passphrase) throws IOException {
        Path sealed = draft.resolve(SealedKey.FILE);
        if (passphrase != null) {
            if (!Files.exists(sealed)) {
                throw RefusedException.field(
                        "passphrase",
                        "this backup was made without a passphrase: it holds no keys of providers");
            }
            byte[] key = SealedKey.open(Files.readAllBytes(sealed), passphrase);
            PrivateFile.createDurable(draft.resolve(VaultKey.FILE), key);
            Files.deleteIfExists(draft.resolve(VaultKey.IN_KEYCHAIN));
        }
        Files.deleteIfExists(sealed);
        if (!Files.exists(draft.resolve(VaultKey.FILE))) {
            take(old.resolve(VaultKey.FILE), draft);
            take(old.resolve(VaultKey.IN_KEYCHAIN), draft);
        }
    }

    private static void take(Path file, Path folder) throws IOException {
        if (Files.exists(file)) {
            PrivateFile.createDurable(folder.resolve(file.getFileName()), Files.readAllBytes(file));
        }
    }
}
