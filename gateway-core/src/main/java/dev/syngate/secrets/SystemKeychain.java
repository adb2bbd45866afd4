package dev.syngate.secrets;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import org.jspecify.annotations.Nullable;

/// The keychain of this system: that of macOS, the Credential Manager of Windows, or the Secret
/// Service of a Linux desktop. Nothing of it is loaded before it is first asked.
public final class SystemKeychain implements Keychain {
    private static final String SERVICE = "Syngate";

    private @Nullable Keyring opened;
    private @Nullable KeychainException missing;

    private synchronized Keyring keyring() throws KeychainException {
        if (missing != null) {
            throw missing;
        }
        Keyring found = opened;
        if (found == null) {
            found = open();
            opened = found;
        }
        return found;
    }

    /// What native libraries can't be loaded with is an error, not an exception.
    private Keyring open() throws KeychainException {
        try {
            return Keyring.create();
        } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
            missing = new KeychainException("this system has no keychain", e);
            throw missing;
        }
    }

    @Override
    public synchronized void put(String name, String secret) throws KeychainException {
        try {
            keyring().setPassword(SERVICE, name, secret);
        } catch (PasswordAccessException | RuntimeException e) {
            throw new KeychainException("it is locked or refuses to keep secrets", e);
        }
    }

    /// The library tells a missing entry and a locked keychain apart by nothing.
    @Override
    public synchronized @Nullable String get(String name) throws KeychainException {
        try {
            return keyring().getPassword(SERVICE, name);
        } catch (PasswordAccessException | RuntimeException e) {
            return null;
        }
    }

    @Override
    public synchronized void remove(String name) {
        try {
            keyring().deletePassword(SERVICE, name);
        } catch (KeychainException | PasswordAccessException | RuntimeException e) {
            // What is not there needs no forgetting.
        }
    }
}
