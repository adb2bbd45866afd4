package dev.syngate.backup;

import dev.syngate.call.RefusedException;
import dev.syngate.store.StoreInUseException;
import dev.syngate.store.StoreLock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts a backup in the place of a data directory that nobody works with.
///
/// Until the last moment, when the two folders change places, the old data is not touched; it is
/// kept beside the new. A process that is killed meanwhile leaves what [#settle] puts in order.
/// What can't be done is a [RefusedException].
public final class Restore {
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
            Path place = place(dataDir);
            RestoreDraft.settle(place);
            try (StoreLock lock = StoreLock.of(place.resolve(DataFiles.STORE));
                    RestoreDraft draft = RestoreDraft.beside(place)) {
                Unpacked unpacked = unpack(file, draft.folder(), place, passphrase);
                Path aside = RestoreDraft.isEmpty(place) ? null : keptBeside(place);
                draft.complete(aside);
                if (LOCKS_HINDER_MOVES) {
                    lock.release();
                }
                draft.moveOld(aside);
                draft.takePlace(aside);
                return new Restored(unpacked.manifest(), place, aside, unpacked.keysNeeded());
            }
        } catch (IOException e) {
            throw Failures.of("the backup can't be restored", e);
        }
    }

    /// Finishes or undoes what a process that was killed left of a restore into the data directory:
    /// before that is opened, or made anew because it is not at its place.
    public static void settle(Path dataDir) throws IOException {
        RestoreDraft.settle(place(dataDir));
    }

    /// The folder itself where the data directory is a link, also while that leads nowhere.
    private static Path place(Path dataDir) throws IOException {
        if (Files.exists(dataDir)) {
            return dataDir.toRealPath();
        }
        Path named =
                Files.isSymbolicLink(dataDir)
                        ? dataDir.resolveSibling(Files.readSymbolicLink(dataDir))
                        : dataDir;
        return named.toAbsolutePath().normalize();
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

    /// Where the old data will be kept. Restores may follow each other within a second.
    private Path keptBeside(Path place) {
        String name = place.getFileName() + ".before-restore-" + FileTime.of(clock.instant());
        Path free = place.resolveSibling(name);
        for (int n = 2; Files.exists(free); n++) {
            free = place.resolveSibling(name + "-" + n);
        }
        return free;
    }
}
