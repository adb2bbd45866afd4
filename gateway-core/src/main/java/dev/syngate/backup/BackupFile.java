package dev.syngate.backup;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A backup in its file.
///
/// @param size of the file, in bytes
/// @param manifest null: it can't be read
public record BackupFile(Path file, long size, @Nullable Manifest manifest) {
    boolean isOf(Manifest.Kind kind) {
        return manifest != null && manifest.kind() == kind;
    }

    /// Before all times when it can't be read.
    Instant created() {
        return manifest == null ? Instant.MIN : manifest.created();
    }
}
