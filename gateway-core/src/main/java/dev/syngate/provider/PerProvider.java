package dev.syngate.provider;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What is worked out once from a provider's settings, and again when they change. Safe for any
/// thread.
///
/// @param <T> what comes of it
final class PerProvider<T> {
    private final Map<String, Known<T>> known = new ConcurrentHashMap<>();
    private final Work<T> work;
    private final Supplier<?> settings;

    /// @param settings what else it is worked out from; the same object while nothing changes
    PerProvider(Work<T> work, Supplier<?> settings) {
        this.work = work;
        this.settings = settings;
    }

    /// Works it out.
    interface Work<T> {
        T of(Provider provider) throws IOException;
    }

    private record Known<T>(Provider provider, Object settings, T result) {}

    T of(Provider provider) throws IOException {
        Known<T> before = known.get(provider.id());
        Object now = settings.get();
        if (before != null && before.provider() == provider && before.settings() == now) {
            return before.result();
        }
        T result = work.of(provider);
        known.put(provider.id(), new Known<>(provider, now, result));
        return result;
    }
}
