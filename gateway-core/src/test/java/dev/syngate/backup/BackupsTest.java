package dev.syngate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir private Path folder;
    private Path dataDir;
    private Store store;
    private Backups backups;

    @BeforeEach
    void open() throws Exception {
        dataDir = Files.createDirectory(folder.resolve("data"));
        store = new XodusStore(dataDir.resolve("store"), Set.of("things"));
        store.writeNow(view -> {
            view.put("things", Keys.of("a"), Keys.of("b"));
            return true;
        });
        backups = new Backups(dataDir, store, "1.2.3", InstantSource.fixed(NOON));
        Files.writeString(dataDir.resolve("vault.key"), "key");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aBackupHoldsTheStoreAndTheFilesThatAreNeeded() throws Exception {
        for (String needed : List.of("window.properties")) {
            Files.writeString(dataDir.resolve(needed), needed);
        }
        Files.createDirectories(dataDir.resolve("kept/inside"));
        Files.writeString(dataDir.resolve("kept/inside/notes.txt"), "notes");
        for (String unneeded : List.of("admin.token", "gateway.json", ".draft1.tmp", "older.zip")) {
            Files.writeString(dataDir.resolve(unneeded), unneeded);
        }
        backups.createBeforeMigration();

        Path file = folder.resolve("b.zip");
        BackupFile made = backups.create(file, false);
        assertThat(made.size()).isEqualTo(Files.size(file));
        try (BackupArchive archive = BackupArchive.open(file)) {
            archive.verify();
            assertThat(archive.manifest()).isEqualTo(made.manifest());
            assertThat(archive.manifest().program()).isEqualTo("1.2.3");
            assertThat(archive.manifest().created()).isEqualTo(NOON);
            assertThat(archive.manifest().files())
                    .extracting(Manifest.Entry::path)
                    .containsExactly(
                            "store/00000000000.xd", "kept/inside/notes.txt", "window.properties");
        }
    }

    @Test
    void onlyItsOwnerCanReadABackup() throws Exception {
        Path file = folder.resolve("b.zip");
        backups.create(file, false);
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFileIsOverwrittenOnlyWhereThatWasAskedFor() throws Exception {
        Path file = Files.writeString(folder.resolve("b.zip"), "precious");
        assertThatThrownBy(() -> backups.create(file, false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("exists already");
        assertThat(file).hasContent("precious");
        backups.create(file, true);
        try (BackupArchive archive = BackupArchive.open(file)) {
            archive.verify();
        }
    }

    @Test
    void aPlaceThatCanNotBeIsRefusedByName() {
        assertThatThrownBy(() -> backups.create(Path.of("b.zip"), false))
                .hasMessageContaining("absolute path");
        assertThatThrownBy(() -> backups.create(folder.resolve("no/b.zip"), false))
                .hasMessageContaining("there is no folder " + folder.resolve("no"));
        assertThatThrownBy(() -> backups.create(dataDir, true)).hasMessageContaining("is a folder");
    }

    @Test
    void aBackupThatWasGivenUpLeavesNothingBehind() throws Exception {
        assertThatThrownBy(() -> backups.createDaily(() -> true)).hasMessageContaining("stopped");
        try (Stream<Path> files = Files.list(backups.folder())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theFolderOfBackupsIsListedWithWhatCanNotBeReadLast() throws Exception {
        backups.createDaily(() -> false);
        Files.writeString(backups.folder().resolve("a.zip"), "no zip");
        Files.writeString(backups.folder().resolve("readme.txt"), "not listed");
        assertThat(backups.list())
                .extracting(file -> file.file().getFileName().toString())
                .containsExactly("syngate-2026-11-21.zip", "a.zip");
        assertThat(backups.list().getLast().manifest()).isNull();
    }

    @Test
    void ofABackupThatIsStoppedNothingStaysAtWhicheverPoint() throws Exception {
        Files.writeString(dataDir.resolve("window.properties"), "zoom=100");
        Path target = Files.createDirectory(folder.resolve("target")).resolve("b.zip");
        int points = 0;
        for (boolean finished = false; !finished; points++) {
            int[] left = {points};
            try {
                backups.create(target, false, null, () -> left[0]-- == 0);
                finished = true;
            } catch (CancellationException e) {
                assertThat(target.getParent()).isEmptyDirectory();
            }
        }
        assertThat(points).isGreaterThan(2);
        assertThat(target).isRegularFile();
    }
}
