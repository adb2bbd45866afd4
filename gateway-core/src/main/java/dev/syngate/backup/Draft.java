package dev.syngate.backup;

import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that is written beside its place and appears there whole and durable, or not at all. Only
/// its owner can read it.
final class Draft implements AutoCloseable {
    private final Path target;
    private final Path draft;

    Draft(Path target) throws IOException {
        this.target = target;
        draft = PrivateFile.draft(target);
    }

    OutputStream out() throws IOException {
        return Files.newOutputStream(draft);
    }

    /// @param replace whether a file that is there already may be overwritten
    void publish(boolean replace) throws IOException {
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        if (!replace && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(
                draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PrivateFile.makeDurable(target.resolveSibling("."));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(draft);
    }
}
