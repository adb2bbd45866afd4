package dev.syngate.backup;

import java.nio.file.Path;

/// Looks whether a data directory that was unpacked from a backup can be worked with.
@FunctionalInterface
public interface RestoreCheck {
    /// Opens and closes the folder.
    ///
    /// @throws dev.syngate.call.RefusedException that says what is wrong
    void check(Path folder);
}
