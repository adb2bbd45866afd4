package dev.syngate.secrets;

import org.jspecify.annotations.Nullable;

/// The keychain of the operating system can't be used. Its message holds no secret.
public final class KeychainException extends Exception {
    private static final long serialVersionUID = 1;

    KeychainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
