package dev.syngate.backup;

import java.nio.file.Path;
import java.util.List;

/// Looks whether a data directory that was unpacked from a backup can be worked with.
@FunctionalInterface
public interface RestoreCheck {
    /// Opens and closes the folder.
    ///
    /// @return the providers whose keys are lost, by their names
    /// @throws dev.syngate.call.RefusedException that says what is wrong
    List<String> check(Path folder);
}
