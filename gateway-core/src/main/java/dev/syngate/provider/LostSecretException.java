package dev.syngate.provider;

import java.io.IOException;

/// A credential's secret can't be read: the key that it was encrypted with is another or not there.
/// Nothing was sent.
public final class LostSecretException extends IOException {
    private static final long serialVersionUID = 1;

    LostSecretException(String label) {
        super("the key \"" + label + "\" is lost");
    }
}
