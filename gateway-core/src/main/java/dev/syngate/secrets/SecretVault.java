package dev.syngate.secrets;

import dev.syngate.store.Change;
import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Keeps provider credentials in the store, encrypted by AES-256-GCM with a key file that only the
/// user can read. The id of a credential is authenticated with it, so that entries can't be
/// swapped. Safe for any thread.
public final class SecretVault {
    /// The store's map of encrypted credentials.
    public static final String MAP = "secrets";

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Store store;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, byte[]> sealed = new ConcurrentHashMap<>();
    private final Map<String, Opened> opened = new ConcurrentHashMap<>();

    /// @param keyFile is created when it does not exist
    public SecretVault(Store store, Path keyFile) {
        this.store = store;
        this.key = new SecretKeySpec(keyOf(keyFile), "AES");
        store.subscribe(MAP, this::follow);
        store.read(view -> {
            view.ascend(MAP, new byte[0], (id, value) -> keep(Keys.text(id), value));
            return true;
        });
    }

    /// A credential in the clear, with what it was opened from.
    @SuppressWarnings("ArrayRecordComponent")
    private record Opened(byte[] from, String credential) {}

    private void follow(Change change) {
        String id = Keys.text(change.key());
        byte[] value = change.value();
        if (value == null) {
            sealed.remove(id);
            opened.remove(id);
        } else {
            keep(id, value);
        }
    }

    private boolean keep(String id, byte[] value) {
        sealed.put(id, value);
        return true;
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

    /// Stores the credential and waits until it is durable.
    public void put(String id, String credential) {
        byte[] value = seal(id, credential);
        store.writeNow(view -> {
            view.put(MAP, Keys.of(id), value);
            return true;
        });
    }

    public @Nullable String get(String id) {
        byte[] value = sealed.get(id);
        if (value == null) {
            return null;
        }
        Opened known = opened.get(id);
        if (known == null || known.from() != value) {
            known = new Opened(value, open(id, value));
            opened.put(id, known);
        }
        return known.credential();
    }

    public void remove(String id) {
        store.writeNow(view -> {
            view.delete(MAP, Keys.of(id));
            return true;
        });
    }

    private byte[] seal(String id, String credential) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = credential.getBytes(StandardCharsets.UTF_8);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, id, nonce, text);
        return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    private String open(String id, byte[] sealed) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] encrypted = new byte[sealed.length - NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce).get(encrypted);
        return new String(run(Cipher.DECRYPT_MODE, id, nonce, encrypted), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String id, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored credential can't be read with this data directory's key file", e);
        }
    }
}
