package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.backup.BackupArchive;
import dev.syngate.backup.BackupFile;
import dev.syngate.backup.Backups;
import dev.syngate.backup.Manifest;
import dev.syngate.store.Keys;
import dev.syngate.store.NewerStoreException;
import dev.syngate.store.Store;
import dev.syngate.store.StoreFormat;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOpeningTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Set<String> MAPS = Set.of("things");
    private static final StoreFormat FIRST = new StoreFormat(List.of());
    private static final StoreFormat SECOND =
            new StoreFormat(
                    List.of(view -> view.put("things", Keys.of("migrated"), Keys.of("yes"))));

    @TempDir private Path dataDir;

    @Test
    void anOlderStoreIsBackedUpAndMigratedWhenItIsOpened() {
        open(FIRST).close();
        try (Store store = open(SECOND)) {
            assertThat(store.<Long>read(view -> view.count("things"))).isEqualTo(1);
            List<BackupFile> made = new Backups(dataDir, store, "1", CLOCK).list();
            assertThat(made).hasSize(1);
            try (BackupArchive archive = BackupArchive.open(made.getFirst().file())) {
                archive.verify();
                assertThat(archive.manifest().kind()).isEqualTo(Manifest.Kind.BEFORE_MIGRATION);
            }
        }
        open(SECOND).close();
        assertThat(dataDir.resolve("backups").toFile().list()).hasSize(1);
    }

    @Test
    void aNewDataDirectoryNeedsNoMigration() {
        open(SECOND).close();
        assertThat(dataDir.resolve("backups")).doesNotExist();
    }

    @Test
    void aNewerStoreIsRefusedAndLeftClosed() {
        open(SECOND).close();
        assertThatThrownBy(() -> open(FIRST)).isInstanceOf(NewerStoreException.class);
        open(SECOND).close();
    }

    private Store open(StoreFormat format) {
        return new StoreOpening(format, CLOCK).open(dataDir, MAPS);
    }
}
