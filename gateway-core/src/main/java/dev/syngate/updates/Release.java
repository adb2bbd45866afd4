package dev.syngate.updates;

import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.util.List;

/// A version that was announced.
///
/// @param changes what is new, a line each
/// @param page where a person gets it
/// @param expires when the announcement counts no longer
public record Release(
        String version, Instant released, List<String> changes, String page, Instant expires) {
    public Release {
        changes = List.copyOf(changes);
        Version.parse(version);
    }

    /// Whether it is newer than the other version.
    public boolean isNewerThan(String other) {
        return Version.parse(version).compareTo(Version.parse(other)) > 0;
    }
}
