package dev.syngate.provider;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps one [Trust] for each set of files, and makes another when one of them has changed. Safe
/// for any thread.
final class TrustStores {
    private final Map<Asked, Known> known = new ConcurrentHashMap<>();

    private record Asked(List<String> caFiles, @Nullable ClientCertificate certificate) {
        long changed() {
            long latest = 0;
            for (String file : caFiles) {
                latest = Math.max(latest, new File(file).lastModified());
            }
            return certificate == null
                    ? latest
                    : Math.max(latest, new File(certificate.file()).lastModified());
        }
    }

    private record Known(long changed, Trust trust) {}

    /// @param caFiles of authorities that are trusted besides the usual ones
    /// @param certificate that we prove ourselves with; null: none
    Trust of(List<String> caFiles, @Nullable ClientCertificate certificate) throws IOException {
        Asked asked = new Asked(caFiles, certificate);
        long changed = asked.changed();
        Known before = known.get(asked);
        if (before != null && before.changed() == changed) {
            return before.trust();
        }
        Trust trust = Trust.of(caFiles, certificate);
        known.put(asked, new Known(changed, trust));
        return trust;
    }
}
