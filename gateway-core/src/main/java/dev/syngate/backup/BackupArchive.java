package dev.syngate.backup;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.PrivateFile;
import dev.syngate.secrets.Sha256;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A backup that is read. Whatever is wrong with it is a [RefusedException] that says so.
///
/// What it holds is believed only as far as the manifest and its hashes go: nothing outside of the
/// manifest is read, and no file further than the manifest's size.
public final class BackupArchive implements AutoCloseable {
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupArchive(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        this.manifest = readManifest();
        requireExactlyTheFilesOfTheManifest();
    }

    /// Opens the file and reads its manifest; [#verify] reads the rest.
    public static BackupArchive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw RefusedException.notFound("there is no file " + file);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw Failures.of(file + " is no readable backup", e);
        }
        try {
            return new BackupArchive(file, zip);
        } catch (IOException e) {
            closeQuietly(zip);
            throw Failures.of("the backup " + file + " is damaged", e);
        } catch (RuntimeException e) {
            closeQuietly(zip);
            throw e;
        }
    }

    private static void closeQuietly(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            // It was only read.
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /// Reads every file and compares it with the manifest.
    public void verify() {
        verify(read -> true);
    }

    /// As the other.
    ///
    /// @param goOn is given the bytes that were read so far, after each file; false gives up
    /// @throws CancellationException when it was given up
    public void verify(LongPredicate goOn) {
        long read = 0;
        for (Manifest.Entry entry : manifest.files()) {
            try {
                copy(entry, OutputStream.nullOutputStream());
                read += entry.size();
                if (!goOn.test(read)) {
                    throw new CancellationException("the verification was given up");
                }
            } catch (IOException e) {
                throw Failures.of("the backup " + file + " is damaged at " + entry.path(), e);
            }
        }
    }

    /// Writes every file below the folder, readable by the owner only and durable, and compares it
    /// with the manifest once more.
    void extract(Path folder) throws IOException {
        for (Manifest.Entry entry : manifest.files()) {
            Path target = folder.resolve(entry.path()).normalize();
            if (!target.startsWith(folder)) {
                throw damaged("the path " + entry.path() + " leads out of it");
            }
            PrivateFile.createFolder(Objects.requireNonNull(target.getParent()));
            try (FileOutputStream out = new FileOutputStream(target.toFile())) {
                PrivateFile.restrict(target);
                copy(entry, out);
                out.getFD().sync();
            }
        }
    }

    private Manifest readManifest() throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw damaged("it has no manifest, so it is no backup of Syngate or is damaged");
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(LARGEST_MANIFEST + 1);
        }
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (bytes.length > LARGEST_MANIFEST || sum.getValue() != entry.getCrc()) {
            throw damaged("its manifest is not what was written");
        }
        try {
            return Manifest.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage());
        }
    }

    private void requireExactlyTheFilesOfTheManifest() {
        Set<String> expected =
                manifest.files().stream().map(Manifest.Entry::path).collect(Collectors.toSet());
        Set<String> found = new HashSet<>();
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            boolean known = name.equals(Manifest.NAME) || expected.contains(name);
            if (!known || !found.add(name)) {
                throw damaged("it holds a file too many: " + Manifest.printable(name));
            }
        }
        expected.removeAll(found);
        if (!expected.isEmpty()) {
            throw damaged("a file is missing in it: " + expected.iterator().next());
        }
    }

    private void copy(Manifest.Entry expected, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        try (InputStream in = zip.getInputStream(zip.getEntry(expected.path()))) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                size += read;
                if (size > expected.size()) {
                    throw damaged(expected.path() + " is larger than its manifest says");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (size != expected.size()
                || !HexFormat.of().formatHex(digest.digest()).equals(expected.sha256())) {
            throw damaged(expected.path() + " is not what was written");
        }
    }

    private RefusedException damaged(@Nullable String what) {
        return RefusedException.conflict("the backup " + file + " can't be used: " + what);
    }

    @Override
    public void close() {
        closeQuietly(zip);
    }
}
