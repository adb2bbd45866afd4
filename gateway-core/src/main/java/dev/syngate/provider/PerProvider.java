package dev.syngate.provider;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is worked out once from a provider's settings, and again when they change. Safe for any
/// thread.
///
/// @param <T> what comes of it
final class PerProvider<T> {
    private final Map<String, Known<T>> known = new ConcurrentHashMap<>();
    private final Work<T> work;

    PerProvider(Work<T> work) {
        this.work = work;
    }

    /// Works it out.
    interface Work<T> {
        T of(Provider provider) throws IOException;
    }

    private record Known<T>(Provider provider, T result) {}

    T of(Provider provider) throws IOException {
        Known<T> before = known.get(provider.id());
        if (before != null && before.provider() == provider) {
            return before.result();
        }
        T result = work.of(provider);
        known.put(provider.id(), new Known<>(provider, result));
        return result;
    }
}
