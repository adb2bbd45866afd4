package dev.syngate.backup;

import dev.syngate.secrets.Sha256;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes one archive: the files first, then the manifest that names them all.
final class BackupWriter implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ZipOutputStream zip;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    BackupWriter(OutputStream out) {
        zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /// Adds a whole file, as long as it is when it is read.
    ///
    /// @throws java.nio.file.NoSuchFileException when it is gone; nothing was added then
    void add(String path, Path file) throws IOException {
        add(path, file, Long.MAX_VALUE);
    }

    /// Adds the first bytes of a file.
    ///
    /// @throws java.nio.file.NoSuchFileException when it is gone; nothing was added then
    /// @throws EOFException when it is shorter
    void addStart(String path, Path file, long size) throws IOException {
        if (add(path, file, size) < size) {
            throw new EOFException(file + " is shorter than it was");
        }
    }

    private long add(String path, Path file, long limit) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(path));
            byte[] buffer = new byte[BUFFER];
            int read = 1;
            while (size < limit && read > 0) {
                read = in.read(buffer, 0, (int) Math.min(BUFFER, limit - size));
                if (read > 0) {
                    zip.write(buffer, 0, read);
                    digest.update(buffer, 0, read);
                    size += read;
                }
            }
            zip.closeEntry();
        }
        entries.add(new Manifest.Entry(path, size, HexFormat.of().formatHex(digest.digest())));
        return size;
    }

    /// Adds a file that is nowhere else.
    void add(String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
        byte[] sum = Sha256.digest().digest(content);
        entries.add(new Manifest.Entry(path, content.length, HexFormat.of().formatHex(sum)));
    }

    List<Manifest.Entry> entries() {
        return entries;
    }

    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.toJson());
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
