package dev.syngate.secrets;

import dev.syngate.call.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The key of a data directory's vault, and where it is kept: in the keychain of the operating
/// system, where there is one, else in a file that only its owner can read. It is made when it is
/// first needed. Safe for any thread.
public final class VaultKey {
    /// The file of the key, or, where that is in the keychain, of its name there.
    public static final String FILE = "vault.key";

    /// The file that says under which name the key is in the keychain.
    public static final String IN_KEYCHAIN = "vault.keychain";

    static final int BYTES = 32;
    private static final Logger LOG = System.getLogger(VaultKey.class.getName());
    private final Path file;
    private final Path name;
    private final Keychain keychain;
    private final SecureRandom random = new SecureRandom();
    private @Nullable SecretKey known;

    /// @throws IllegalStateException when the key file is damaged
    public VaultKey(Path dataDir, Keychain keychain) {
        this.file = dataDir.resolve(FILE);
        this.name = dataDir.resolve(IN_KEYCHAIN);
        this.keychain = keychain;
        if (Files.exists(file)) {
            known = ofFile();
        }
    }

    /// Where a key is kept.
    public enum Place {
        FILE,
        KEYCHAIN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where the key is, or would be made.
    public synchronized Place place() {
        if (Files.exists(file)) {
            return Place.FILE;
        }
        return Files.exists(name) || hasKeychain() ? Place.KEYCHAIN : Place.FILE;
    }

    private boolean hasKeychain() {
        try {
            keychain.get("syngate-probe");
            return true;
        } catch (KeychainException e) {
            return false;
        }
    }

    /// The key, if there is one and it can be read.
    synchronized @Nullable SecretKey find() {
        if (known == null && Files.exists(name)) {
            known = ofKeychain();
        }
        return known;
    }

    /// The key, made where there is none.
    ///
    /// @throws RefusedException when the keychain has it and can't be read
    synchronized SecretKey get() {
        SecretKey found = find();
        if (found != null) {
            return found;
        }
        if (Files.exists(name)) {
            throw RefusedException.conflict(
                    "the key of the stored credentials is in the system's keychain, which can't be"
                            + " read: unlock it and start again, or choose secret_store=file and"
                            + " give the providers their keys again");
        }
        return keep(fresh(), hasKeychain() ? Place.KEYCHAIN : Place.FILE);
    }

    private SecretKey fresh() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new SecretKeySpec(bits, "AES");
    }

    /// Keeps the key elsewhere from now on; one that can't be read is replaced.
    ///
    /// @throws RefusedException when it can't be kept there; it stays where it is then
    public synchronized void moveTo(Place place) {
        SecretKey key = find();
        keep(key == null ? fresh() : key, place);
    }

    private SecretKey keep(SecretKey key, Place place) {
        try {
            switch (place) {
                case FILE -> {
                    PrivateFile.createDurable(file, key.getEncoded());
                    forgetName();
                }
                case KEYCHAIN -> {
                    putIntoKeychain(key);
                    Files.deleteIfExists(file);
                }
            }
        } catch (KeychainException e) {
            throw RefusedException.conflict(
                    "the system's keychain can't be used: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the key of the vault can't be kept", e);
        }
        known = key;
        return key;
    }

    private void putIntoKeychain(SecretKey key) throws IOException, KeychainException {
        String entry =
                Files.exists(name) ? Files.readString(name).strip() : "vault-" + randomName();
        String text = Base64.getEncoder().encodeToString(key.getEncoded());
        keychain.put(entry, text);
        if (!text.equals(keychain.get(entry))) {
            throw new KeychainException("it does not give back what was put in", null);
        }
        PrivateFile.createDurable(name, entry.getBytes(StandardCharsets.UTF_8));
    }

    private void forgetName() throws IOException {
        if (Files.exists(name)) {
            keychain.remove(Files.readString(name).strip());
            Files.delete(name);
        }
    }

    private String randomName() {
        byte[] bits = new byte[8];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    private @Nullable SecretKey ofKeychain() {
        try {
            String text = keychain.get(Files.readString(name).strip());
            byte[] bits = text == null ? new byte[0] : Base64.getDecoder().decode(text);
            return bits.length == BYTES ? new SecretKeySpec(bits, "AES") : null;
        } catch (KeychainException | IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the key of the vault is not in the keychain", e);
            return null;
        }
    }

    private SecretKey ofFile() {
        try {
            byte[] found = Files.readAllBytes(file);
            if (found.length != BYTES) {
                throw new IllegalStateException("the key file is damaged: " + file);
            }
            return new SecretKeySpec(found, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("the key file can't be used: " + file, e);
        }
    }

    /// The key for a backup, sealed with a passphrase.
    ///
    /// @throws RefusedException when the passphrase is too short, or there is no key to read
    public byte[] sealed(String passphrase) {
        return SealedKey.seal(get(), passphrase);
    }
}
