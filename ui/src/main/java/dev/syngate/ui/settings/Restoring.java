package dev.syngate.ui.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Puts a backup in the place of the data; the window that asks for it ends.
@FunctionalInterface
public interface Restoring {
    /// @param passphrase that the backup was made with; null: none
    void restore(Path file, @Nullable String passphrase);
}
