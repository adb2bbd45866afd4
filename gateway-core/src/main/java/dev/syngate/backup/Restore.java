package dev.syngate.backup;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.PrivateFile;
import dev.syngate.store.StoreInUseException;
import dev.syngate.store.StoreLock;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts a backup in the place of a data directory that nobody works with.
///
/// Until the last moment, when the two folders change places, the old data is not touched; it is
/// kept beside the new. What can't be done is a [RefusedException].
public final class Restore {
    private static final Logger LOG = System.getLogger(Restore.class.getName());

    /// Windows moves no folder in which a file is open.
    private static final boolean LOCKS_HINDER_MOVES = File.separatorChar == '\\';

    private final Path dataDir;
    private final InstantSource clock;
    private final RestoreCheck check;

    /// @param dataDir need not exist
    /// @param check is asked before anything is changed
    public Restore(Path dataDir, InstantSource clock, RestoreCheck check) {
        this.dataDir = dataDir;
        this.clock = clock;
        this.check = check;
    }

    /// @param keptAside where the data directory's old content is now; null when there was none
    /// @param keysNeeded the providers that need their keys again, by their names
    public record Restored(
            Manifest manifest, Path dataDir, @Nullable Path keptAside, List<String> keysNeeded) {}

    private record Unpacked(Manifest manifest, List<String> keysNeeded) {}

    /// As [#from], without the keys of providers but for those that this data directory knows.
    public Restored from(Path file) {
        return from(file, null);
    }

    /// @param passphrase that the backup was made with; null: none
    /// @throws StoreInUseException when a process works with the data directory
    public Restored from(Path file, @Nullable String passphrase) {
        try {
            Path place = place();
            Path draft = draftBeside(place);
            try (StoreLock lock = StoreLock.of(place.resolve(DataFiles.STORE))) {
                Unpacked unpacked = unpack(file, draft, place, passphrase);
                if (LOCKS_HINDER_MOVES) {
                    lock.release();
                }
                Path aside = swap(draft, place);
                return new Restored(unpacked.manifest(), place, aside, unpacked.keysNeeded());
            } finally {
                remove(draft);
            }
        } catch (IOException e) {
            throw Failures.of("the backup can't be restored", e);
        }
    }

    private Path place() throws IOException {
        return Files.exists(dataDir) ? dataDir.toRealPath() : dataDir.toAbsolutePath().normalize();
    }

    private static Path draftBeside(Path place) throws IOException {
        Path parent = place.getParent();
        if (parent == null) {
            throw RefusedException.conflict(place + " can't be a data directory");
        }
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, "." + place.getFileName() + ".restoring-");
    }

    /// Leaves a data directory in the draft that was opened once.
    private Unpacked unpack(Path file, Path draft, Path place, @Nullable String passphrase)
            throws IOException {
        try (BackupArchive archive = BackupArchive.open(file)) {
            archive.verify();
            requireRoom(archive.manifest(), draft);
            archive.extract(draft);
            RestoredKey.putInto(draft, place, passphrase);
            return new Unpacked(archive.manifest(), check.check(draft));
        }
    }

    private static void requireRoom(Manifest manifest, Path draft) throws IOException {
        long room = Files.getFileStore(draft).getUsableSpace();
        if (manifest.size() > room) {
            throw RefusedException.conflict(
                    "the backup needs %d bytes, the disk has %d left"
                            .formatted(manifest.size(), room));
        }
    }

    private @Nullable Path swap(Path draft, Path place) throws IOException {
        if (isEmpty(place)) {
            Files.deleteIfExists(place);
            Files.move(draft, place);
            return null;
        }
        Path aside = free(place, ".before-restore-" + FileTime.of(clock.instant()));
        Files.move(place, aside);
        try {
            Files.move(draft, place);
        } catch (IOException e) {
            Files.move(aside, place);
            throw e;
        }
        PrivateFile.makeDurable(place.resolveSibling("."));
        bringBackupsBack(aside, place);
        return aside;
    }

    /// Restores may follow each other within a second.
    private static Path free(Path place, String ending) {
        Path free = place.resolveSibling(place.getFileName() + ending);
        for (int n = 2; Files.exists(free); n++) {
            free = place.resolveSibling(place.getFileName() + ending + "-" + n);
        }
        return free;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// The backups that were made so far stay those of this data directory.
    private static void bringBackupsBack(Path aside, Path place) {
        Path old = aside.resolve(DataFiles.BACKUPS);
        if (!Files.isDirectory(old)) {
            return;
        }
        try (Stream<Path> files = Files.list(old)) {
            Path folder = place.resolve(DataFiles.BACKUPS);
            PrivateFile.createFolder(folder);
            for (Path file : files.toList()) {
                Files.move(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "backups stay in " + old, e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
