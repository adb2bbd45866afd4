package dev.syngate.provider;

import java.io.IOException;

/// A proxy is there but lets nobody through, or not us.
final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what what the proxy does, without a subject
    ProxyRefusedException(String what) {
        super("the proxy " + what);
    }
}
