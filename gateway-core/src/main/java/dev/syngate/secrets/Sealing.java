package dev.syngate.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts by AES-256-GCM with a key file that only the user can read. The name of what is
/// encrypted is authenticated with it, so that entries can't be swapped. Safe for any thread.
public final class Sealing {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /// @param keyFile is created when it does not exist
    public Sealing(Path keyFile) {
        this.key = new SecretKeySpec(keyOf(keyFile), "AES");
    }

    private byte[] keyOf(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_BYTES];
                random.nextBytes(fresh);
                PrivateFile.create(file, fresh);
            }
            byte[] found = Files.readAllBytes(file);
            if (found.length != KEY_BYTES) {
                throw new IllegalStateException("the key file is damaged: " + file);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the key file can't be used: " + file, e);
        }
    }

    public byte[] seal(String name, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, name, nonce, plain);
        return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /// @throws IllegalStateException when it was sealed with another key or under another name
    public byte[] open(String name, byte[] sealed) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] encrypted = new byte[sealed.length - NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce).get(encrypted);
        return run(Cipher.DECRYPT_MODE, name, nonce, encrypted);
    }

    private byte[] run(int mode, String name, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored credential or body can't be read with this data directory's key file", e);
        }
    }
}
