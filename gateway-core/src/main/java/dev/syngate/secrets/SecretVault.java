package dev.syngate.secrets;

import dev.syngate.store.Change;
import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps provider credentials in the store, encrypted; see [Sealing]. Safe for any thread.
public final class SecretVault {
    /// The store's map of encrypted credentials.
    public static final String MAP = "secrets";

    private static final Logger LOG = System.getLogger(SecretVault.class.getName());
    private final Store store;
    private final Sealing sealing;
    private final Map<String, byte[]> sealed = new ConcurrentHashMap<>();
    private final Map<String, Opened> opened = new ConcurrentHashMap<>();

    public SecretVault(Store store, Sealing sealing) {
        this.store = store;
        this.sealing = sealing;
        store.subscribe(MAP, this::follow);
        store.read(view -> {
            view.ascend(MAP, new byte[0], (id, value) -> keep(Keys.text(id), value));
            return true;
        });
    }

    /// A credential in the clear, with what it was opened from.
    @SuppressWarnings("ArrayRecordComponent")
    private record Opened(byte[] from, String credential) {
        @Override
        public String toString() {
            return "a credential";
        }
    }

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

    /// Stores the credential and waits until it is durable.
    public void put(String id, String credential) {
        byte[] value = seal(id, credential);
        store.writeNow(view -> {
            view.put(MAP, Keys.of(id), value);
            return true;
        });
    }

    /// @return null when there is none, or it was encrypted with a key that is lost
    public @Nullable String get(String id) {
        byte[] value = sealed.get(id);
        if (value == null) {
            return null;
        }
        Opened known = opened.get(id);
        if (known == null || known.from() != value) {
            String credential = open(id, value);
            if (credential == null) {
                return null;
            }
            known = new Opened(value, credential);
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
        return sealing.seal(id, credential.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String open(String id, byte[] sealed) {
        try {
            return new String(sealing.open(id, sealed), StandardCharsets.UTF_8);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the credential {0} was stored with another key", id);
            return null;
        }
    }
}
