package dev.syngate.secrets;

import org.jspecify.annotations.Nullable;

/// Where the operating system keeps secrets for programs. Safe for any thread.
public interface Keychain {
    /// Keeps the secret under a name, in the place of an older one.
    ///
    /// @throws KeychainException when there is no keychain, or it is locked
    void put(String name, String secret) throws KeychainException;

    /// @return null when there is none of the name
    /// @throws KeychainException when there is no keychain, or it is locked
    @Nullable String get(String name) throws KeychainException;

    /// Forgets the secret, if there is one.
    void remove(String name);

    /// One that is not there.
    static Keychain none() {
        return new Keychain() {
            @Override
            public void put(String name, String secret) throws KeychainException {
                throw new KeychainException("this system has no keychain", null);
            }

            @Override
            public String get(String name) throws KeychainException {
                throw new KeychainException("this system has no keychain", null);
            }

            @Override
            public void remove(String name) {
                // There is nothing to forget.
            }
        };
    }
}
