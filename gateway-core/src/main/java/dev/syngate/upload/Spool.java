package dev.syngate.upload;

import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that have to wait: the first in memory, those beyond in a file that only its owner can
/// read and that is gone with the process, if not before. Written by one thread, then read by any.
final class Spool implements AutoCloseable {
    private static final int FIRST_BYTES = 16 * 1024;

    private final Path folder;
    private final int largest;
    private byte[] memory = new byte[FIRST_BYTES];
    private int inMemory;
    private @Nullable FileChannel file;
    private long inFile;

    /// @param folder where the file would be; created when it is needed
    /// @param largest how much is kept in memory, in bytes
    Spool(Path folder, int largest) {
        this.folder = folder;
        this.largest = largest;
    }

    long size() {
        return inMemory + inFile;
    }

    void add(byte[] bytes, int length) throws IOException {
        int fits = Math.min(length, largest - inMemory);
        if (inMemory + fits > memory.length) {
            int more = Math.max(inMemory + fits, 2 * memory.length);
            memory = Arrays.copyOf(memory, Math.min(more, largest));
        }
        System.arraycopy(bytes, 0, memory, inMemory, fits);
        inMemory += fits;
        if (fits < length) {
            write(ByteBuffer.wrap(bytes, fits, length - fits));
        }
    }

    private void write(ByteBuffer rest) throws IOException {
        FileChannel open = file == null ? open() : file;
        file = open;
        while (rest.hasRemaining()) {
            inFile += open.write(rest, inFile);
        }
    }

    private FileChannel open() throws IOException {
        PrivateFile.createFolder(folder);
        Path draft = PrivateFile.draft(folder.resolve("upload"));
        try {
            return FileChannel.open(
                    draft,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /// Reads one byte or more, at most `most`, while any are left.
    int read(long from, byte[] into, int most) throws IOException {
        if (from < inMemory) {
            int count = (int) Math.min(most, inMemory - from);
            System.arraycopy(memory, (int) from, into, 0, count);
            return count;
        }
        int count = (int) Math.min(most, size() - from);
        return file == null || count <= 0
                ? -1
                : file.read(ByteBuffer.wrap(into, 0, count), from - inMemory);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
