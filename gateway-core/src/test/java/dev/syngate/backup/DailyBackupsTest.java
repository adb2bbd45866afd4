package dev.syngate.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DailyBackupsTest {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Instant THREE_IN_SAIGON = Instant.parse("2026-11-01T20:00:00Z");
    private static final Duration SOON = Duration.ofMillis(1);

    @TempDir private Path dataDir;
    private volatile Instant now = START;
    private Store store;
    private Backups backups;
    private BackupSchedule schedule;

    @BeforeEach
    void open() {
        store =
                new XodusStore(
                        dataDir.resolve("store"), Set.of("things", BackupSchedule.MAP.name()));
        backups = new Backups(dataDir, store, "1", () -> now);
        schedule = new BackupSchedule(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void thereIsOneADayAndTheNewestTenAreKept() throws Exception {
        Files.createDirectories(backups.folder());
        Path own = backups.folder().resolve("syngate-2025-01-01.zip");
        backups.create(own, false);
        Path notes = Files.writeString(backups.folder().resolve("syngate-2025-01-02.zip"), "mine");
        try (DailyBackups _ = started()) {
            for (int day = 0; day < 13; day++) {
                now = START.plus(DAY.multipliedBy(day));
                String name = "syngate-2026-11-%02d.zip".formatted(day + 1);
                until(() -> Files.exists(backups.folder().resolve(name)));
            }
            until(() -> automatic().size() == 10);
        }
        assertThat(automatic()).first().asString().endsWith("syngate-2026-11-13.zip");
        assertThat(automatic()).last().asString().endsWith("syngate-2026-11-04.zip");
        assertThat(own).exists();
        assertThat(notes).exists();
    }

    @Test
    void aCopyThatAPersonKeepsAndTheOneBeforeAMigrationStay() throws Exception {
        backups.createBeforeMigration();
        backups.createDaily(() -> false);
        Path copy = backups.folder().resolve("before the move.zip");
        Files.copy(backups.folder().resolve("syngate-2026-11-01.zip"), copy);
        try (DailyBackups _ = started()) {
            for (int day = 1; day < 12; day++) {
                now = START.plus(DAY.multipliedBy(day));
                String name = "syngate-2026-11-%02d.zip".formatted(day + 1);
                until(() -> Files.exists(backups.folder().resolve(name)));
            }
            until(() -> !Files.exists(backups.folder().resolve("syngate-2026-11-01.zip")));
        }
        assertThat(copy).exists();
        assertThat(backups.list())
                .filteredOn(file -> file.isOf(Manifest.Kind.BEFORE_MIGRATION))
                .hasSize(1);
    }

    @Test
    void nothingIsMadeUntilTheNewestIsADayOld() {
        backups.createDaily(() -> false);
        now = START.plus(DAY).minusSeconds(1);
        try (DailyBackups _ = started()) {
            now = START.plus(DAY);
            until(() -> automatic().size() == 2);
        }
        assertThat(backups.list().getFirst().created()).isEqualTo(START.plus(DAY));
    }

    @Test
    void aClockThatWasSetBackDoesNotStopTheBackups() {
        now = START.plus(DAY.multipliedBy(400));
        backups.createDaily(() -> false);
        now = START;
        try (DailyBackups _ = started()) {
            until(() -> automatic().size() == 2);
        }
    }

    @Test
    void thereAreAsManyAsTheScheduleSaysAtTheHourThatItSays() throws Exception {
        schedule.set(new BackupSchedule.Chosen(true, 2, 3));
        try (DailyBackups _ = started()) {
            until(() -> automatic().size() == 1);
            now = THREE_IN_SAIGON;
            until(() -> automatic().size() == 2);
            now = THREE_IN_SAIGON.plus(DAY).plusSeconds(600);
            until(() -> automatic().getFirst().toString().contains("2026-11-02"));
            until(() -> automatic().size() == 2);
        }
    }

    @Test
    void anHourIsDueOnceADayAndOffIsNever() {
        BackupSchedule.Chosen three = new BackupSchedule.Chosen(true, 2, 3);
        Instant before = THREE_IN_SAIGON.minusSeconds(1);
        assertThat(three.isDue(START, before, ZONE)).isFalse();
        assertThat(three.isDue(START, THREE_IN_SAIGON, ZONE)).isTrue();
        assertThat(three.isDue(THREE_IN_SAIGON, THREE_IN_SAIGON.plusSeconds(1), ZONE)).isFalse();
        // the machine slept through the night
        assertThat(three.isDue(before, THREE_IN_SAIGON.plusSeconds(40_000), ZONE)).isTrue();
        BackupSchedule.Chosen never = new BackupSchedule.Chosen(false, 2, 3);
        assertThat(never.isDue(Instant.MIN, THREE_IN_SAIGON, ZONE)).isFalse();
    }

    @Test
    void theFirstSecondsOfAStartAreLeftAlone() {
        Duration hour = Duration.ofHours(1);
        try (DailyBackups _ = daily(hour)) {}
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void aFailureIsTriedAgain() throws Exception {
        Path blocked = Files.writeString(backups.folder(), "a file where the folder must be");
        try (DailyBackups _ = started()) {
            Files.delete(blocked);
            until(() -> automatic().size() == 1);
        }
    }

    private DailyBackups started() {
        return daily(SOON);
    }

    private DailyBackups daily(Duration firstLook) {
        return new DailyBackups(backups, schedule, () -> now, ZONE, firstLook, SOON);
    }

    private List<Path> automatic() {
        return backups.list().stream()
                .filter(file -> file.isOf(Manifest.Kind.DAILY))
                .map(BackupFile::file)
                .toList();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
