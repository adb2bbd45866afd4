package dev.syngate.secrets;

import dev.syngate.call.RefusedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// A vault's key under a passphrase: PBKDF2 with HMAC-SHA-256, then AES-256-GCM. Pure functions.
public final class SealedKey {
    /// The name of the file in a backup.
    public static final String FILE = "vault.key.sealed";

    private static final byte FORM = 1;
    private static final int SHORTEST_PASSPHRASE = 8;
    private static final int ROUNDS = 600_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SealedKey() {}

    static byte[] seal(SecretKey key, String passphrase) {
        if (passphrase.length() < SHORTEST_PASSPHRASE) {
            throw RefusedException.field("passphrase", "a passphrase has 8 characters or more");
        }
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, passphrase, salt, ROUNDS, nonce)
                            .doFinal(key.getEncoded());
            return ByteBuffer.allocate(1 + 4 + SALT_BYTES + NONCE_BYTES + encrypted.length)
                    .put(FORM)
                    .putInt(ROUNDS)
                    .put(salt)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key can't be sealed", e);
        }
    }

    /// The key in the clear.
    ///
    /// @throws RefusedException when the passphrase is another, or the bytes are damaged
    public static byte[] open(byte[] sealed, String passphrase) {
        try {
            ByteBuffer in = ByteBuffer.wrap(sealed);
            byte form = in.get();
            int rounds = in.getInt();
            byte[] salt = new byte[SALT_BYTES];
            byte[] nonce = new byte[NONCE_BYTES];
            in.get(salt).get(nonce);
            byte[] encrypted = new byte[in.remaining()];
            in.get(encrypted);
            if (form != FORM || rounds < 1 || rounds > MOST_ROUNDS) {
                throw damaged();
            }
            return cipher(Cipher.DECRYPT_MODE, passphrase, salt, rounds, nonce).doFinal(encrypted);
        } catch (AEADBadTagException e) {
            throw RefusedException.field("passphrase", "the passphrase is not the backup's");
        } catch (GeneralSecurityException | BufferUnderflowException e) {
            throw damaged();
        }
    }

    private static RefusedException damaged() {
        return RefusedException.conflict("the sealed key in the backup can't be read");
    }

    private static Cipher cipher(int mode, String passphrase, byte[] salt, int rounds, byte[] nonce)
            throws GeneralSecurityException {
        PBEKeySpec spec =
                new PBEKeySpec(passphrase.toCharArray(), salt, rounds, VaultKey.BYTES * 8);
        byte[] derived =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
