package dev.syngate.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts by AES-256-GCM with a [VaultKey]. The name of what is encrypted is authenticated with
/// it, so that entries can't be swapped. Safe for any thread.
public final class Sealing {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final VaultKey key;
    private final SecureRandom random = new SecureRandom();

    public Sealing(VaultKey key) {
        this.key = key;
    }

    public byte[] seal(String name, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, key.get(), name, nonce, plain);
        return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /// @throws IllegalStateException when the key can't be read, it was sealed with another key or
    ///   under another name
    public byte[] open(String name, byte[] sealed) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] encrypted = new byte[sealed.length - NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce).get(encrypted);
        SecretKey found = key.find();
        if (found == null) {
            throw new IllegalStateException(
                    "the key of stored credentials and bodies is not there");
        }
        return run(Cipher.DECRYPT_MODE, found, name, nonce, encrypted);
    }

    private static byte[] run(int mode, SecretKey key, String name, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored credential or body can't be read with this data directory's key", e);
        }
    }
}
