package dev.syngate.provider;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps one [Trust] for each file of authorities, and makes another when the file has changed.
/// Safe for any thread.
final class TrustStores {
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(long changed, Trust trust) {}

    /// @param caFile null: the usual authorities alone
    Trust of(@Nullable String caFile) throws IOException {
        String name = caFile == null ? "" : caFile;
        long changed = new File(name).lastModified();
        Known before = known.get(name);
        if (before != null && before.changed() == changed) {
            return before.trust();
        }
        Trust trust = Trust.of(caFile);
        known.put(name, new Known(changed, trust));
        return trust;
    }
}
