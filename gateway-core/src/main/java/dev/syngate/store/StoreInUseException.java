package dev.syngate.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Another process has this data directory open.
public final class StoreInUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreInUseException(Path folder, @Nullable Throwable cause) {
        super("the data directory is in use by another process: " + folder, cause);
    }
}
