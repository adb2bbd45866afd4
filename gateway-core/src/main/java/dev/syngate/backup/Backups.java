package dev.syngate.backup;

import dev.syngate.backup.Manifest.Kind;
import dev.syngate.call.RefusedException;
import dev.syngate.secrets.PrivateFile;
import dev.syngate.secrets.SealedKey;
import dev.syngate.store.Store;
import dev.syngate.store.StoreSnapshot;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes backups of an open data directory while it is worked with, and knows the automatic ones.
///
/// A backup holds credentials encrypted only, and their key only under a passphrase. What can't be
/// done is a [RefusedException]. Safe for any thread; two backups wait for one another.
public final class Backups {
    private static final Logger LOG = System.getLogger(Backups.class.getName());
    private static final String ENDING = ".zip";

    private final Path dataDir;
    private final Store store;
    private final String program;
    private final InstantSource clock;

    /// @param store the data directory's
    /// @param program the version of the program
    public Backups(Path dataDir, Store store, String program, InstantSource clock) {
        this.dataDir = dataDir;
        this.store = store;
        this.program = program;
        this.clock = clock;
    }

    /// Makes a backup for a person.
    ///
    /// @param target an absolute path in a folder that exists
    /// @param replace whether a file that is there already may be overwritten
    public BackupFile create(Path target, boolean replace) {
        return create(target, replace, null, () -> false);
    }

    /// As [#create], with the key of the vault.
    ///
    /// @param sealedKey under a passphrase; null: without
    /// @param stopped asked now and then; when true, the backup is given up and nothing of it stays
    /// @throws CancellationException when it was given up
    public BackupFile create(
            Path target, boolean replace, byte @Nullable [] sealedKey, BooleanSupplier stopped) {
        requireUsable(target, replace);
        return write(target, Kind.MANUAL, replace, sealedKey, stopped);
    }

    /// Makes the day's automatic backup.
    ///
    /// @param stopped asked now and then; when true, the backup is given up
    /// @throws CancellationException when it was given up
    BackupFile createDaily(BooleanSupplier stopped) {
        Instant now = clock.instant();
        Path today = automatic("syngate-" + LocalDate.ofInstant(now, ZoneOffset.UTC));
        Path free = Files.exists(today) ? automatic("syngate-" + FileTime.of(now)) : today;
        return write(free, Kind.DAILY, false, null, stopped);
    }

    /// Makes the backup that is due before a store is brought to a newer format; it is never
    /// removed automatically.
    public BackupFile createBeforeMigration() {
        String name = "syngate-before-migration-" + FileTime.of(clock.instant());
        return write(automatic(name), Kind.BEFORE_MIGRATION, false, null, () -> false);
    }

    /// What is in the folder of automatic backups, the newest first, those that can't be read last.
    public List<BackupFile> list() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        List<BackupFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(Backups::isBackup).toList()) {
                unlessGone(() -> found.add(look(file)));
            }
        } catch (IOException e) {
            throw Failures.of("the folder of backups can't be read", e);
        }
        found.sort(Comparator.comparing(BackupFile::created).reversed());
        return found;
    }

    Path folder() {
        return dataDir.resolve(DataFiles.BACKUPS);
    }

    private static boolean isBackup(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) && !name.startsWith(".");
    }

    private static BackupFile look(Path file) throws IOException {
        try (BackupArchive archive = BackupArchive.open(file)) {
            return new BackupFile(file, Files.size(file), archive.manifest());
        } catch (RefusedException e) {
            return new BackupFile(file, Files.size(file), null);
        }
    }

    private Path automatic(String name) {
        try {
            PrivateFile.createFolder(folder());
        } catch (IOException e) {
            throw Failures.of("the folder of backups can't be created", e);
        }
        return folder().resolve(name + ENDING);
    }

    private static void requireUsable(Path target, boolean replace) {
        Path parent = target.getParent();
        if (!target.isAbsolute() || parent == null) {
            throw RefusedException.field("file", "\"file\" must be an absolute path of a file");
        }
        if (!Files.isDirectory(parent)) {
            throw RefusedException.field("file", "there is no folder " + parent);
        }
        if (Files.isDirectory(target)) {
            throw RefusedException.field("file", target + " is a folder");
        }
        if (!replace && Files.exists(target)) {
            throw RefusedException.conflict(target + " exists already; overwrite it with --force");
        }
    }

    private BackupFile write(
            Path target,
            Kind kind,
            boolean replace,
            byte @Nullable [] sealedKey,
            BooleanSupplier stopped) {
        try (Draft draft = new Draft(target)) {
            Manifest manifest = fill(draft, kind, sealedKey, stopped);
            requireWanted(stopped);
            draft.publish(replace);
            return new BackupFile(target, Files.size(target), manifest);
        } catch (IOException e) {
            throw Failures.of("the backup can't be written", e);
        }
    }

    private Manifest fill(
            Draft draft, Kind kind, byte @Nullable [] sealedKey, BooleanSupplier stopped)
            throws IOException {
        Instant now = clock.instant();
        try (BackupWriter writer = new BackupWriter(draft.out())) {
            addStore(writer, stopped);
            for (Path file : DataFiles.of(dataDir)) {
                requireWanted(stopped);
                String name = DataFiles.nameOf(dataDir.relativize(file));
                unlessGone(() -> writer.add(name, file));
            }
            if (sealedKey != null) {
                writer.add(SealedKey.FILE, sealedKey);
            }
            Manifest manifest = new Manifest(program, now, kind, writer.entries());
            writer.finish(manifest);
            return manifest;
        }
    }

    private void addStore(BackupWriter writer, BooleanSupplier stopped) throws IOException {
        try (StoreSnapshot snapshot = store.snapshot()) {
            for (StoreSnapshot.Part part : snapshot.parts()) {
                requireWanted(stopped);
                String name = Manifest.STORE + part.file().getFileName();
                unlessGone(() -> writer.addStart(name, part.file(), part.size()));
            }
        }
    }

    private static void requireWanted(BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("the backup was stopped");
        }
    }

    /// Passes over a file that has been removed meanwhile; why the store's are not needed then is
    /// said at [StoreSnapshot.Part].
    private static void unlessGone(Addition addition) throws IOException {
        try {
            addition.run();
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "passed over {0}: it is gone", e.getFile());
        }
    }

    @FunctionalInterface
    private interface Addition {
        void run() throws IOException;
    }
}
