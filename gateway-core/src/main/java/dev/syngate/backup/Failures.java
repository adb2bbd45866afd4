package dev.syngate.backup;

import dev.syngate.call.RefusedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// What a person is told when a file can't be read or written.
final class Failures {
    private Failures() {}

    static RefusedException of(String what, IOException e) {
        RefusedException failure = RefusedException.conflict(what + ": " + reason(e));
        failure.initCause(e);
        return failure;
    }

    private static @Nullable String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> "there is no " + gone.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException there -> there.getFile() + " exists already";
            case IOException other -> other.getMessage();
        };
    }
}
