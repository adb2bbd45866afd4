package dev.syngate.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.RestoredBooks;
import dev.syngate.money.Money;
import dev.syngate.secrets.Keychain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it restores a backup.
@Timeout(60)
class KilledRestoreTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final String ASIDE = "data.before-restore-2026-11-21T12-00-00Z";

    /// How far the process comes.
    private enum Step {
        UNPACKED,
        COMPLETE,
        OLD_MOVED
    }

    @TempDir private Path folder;
    private Path dataDir;
    private Path file;

    /// Ten dollars are in the backup, six in the data, which has an automatic backup also.
    @BeforeEach
    void backUp() {
        dataDir = folder.resolve("data");
        file = folder.resolve("b.zip");
        try (Gateway gateway = open()) {
            Account team = gateway.accounts().add("Team", Account.Mode.PREPAID);
            post(gateway, team, "10");
            gateway.backups().create(file, false);
            post(gateway, team, "-4");
            gateway.backups().createBeforeMigration();
        }
    }

    @Test
    void betweenTheTwoMovesTheNextStartFinishesTheRestore() throws Exception {
        killAt(Step.OLD_MOVED);
        assertThat(dataDir).doesNotExist();
        try (Gateway gateway = open()) {
            assertThat(balance(gateway)).isEqualTo("10");
            assertThat(gateway.backups().list()).as("backups stay with the data").hasSize(1);
        }
        assertThat(names()).containsExactlyInAnyOrder("data", ASIDE, "b.zip");
    }

    @Test
    void betweenTheTwoMovesAnotherRestoreKeepsWhatTheFirstWouldHave() throws Exception {
        killAt(Step.OLD_MOVED);
        new Restore(dataDir, CLOCK, new RestoredBooks(CLOCK, Keychain.none())).from(file);
        assertThat(names()).containsExactlyInAnyOrder("data", ASIDE, ASIDE + "-2", "b.zip");
    }

    @Test
    void beforeTheMovesTheNextStartRemovesWhatWasBegun() throws Exception {
        killAt(Step.UNPACKED);
        killAt(Step.COMPLETE);
        try (Gateway gateway = open()) {
            assertThat(balance(gateway)).isEqualTo("6");
        }
        assertThat(names()).containsExactlyInAnyOrder("data", "b.zip");
    }

    @Test
    void aFolderThatWasHardlyBegunNeverBecomesTheData() throws Exception {
        Files.createDirectory(folder.resolve(".new.restoring-1"));
        Path half = Files.createDirectory(folder.resolve(".new.restoring-2"));
        Files.createFile(half.resolve(".restored"));
        try (Gateway gateway = open(folder.resolve("new"))) {
            assertThat(gateway.accounts().list()).hasSize(1);
        }
        assertThat(names()).containsExactlyInAnyOrder("data", "new", "b.zip");
    }

    @Test
    void aStartLeavesARestoreAloneThatIsUnderWay() throws Exception {
        Process restoring = restoreUntil(Step.OLD_MOVED);
        Restore.settle(dataDir);
        assertThat(names()).anyMatch(name -> name.startsWith(".data.restoring-"));
        assertThat(dataDir).doesNotExist();
        restoring.destroyForcibly().onExit().join();
    }

    @Test
    void aDataDirectoryBehindALinkIsFinishedWhereItReallyIs() throws Exception {
        killAt(Step.OLD_MOVED);
        Path link = Files.createDirectory(folder.resolve("home")).resolve("syngate");
        Files.createSymbolicLink(link, Path.of("../data"));
        try (Gateway gateway = open(link)) {
            assertThat(balance(gateway)).isEqualTo("10");
        }
    }

    private void killAt(Step step) throws Exception {
        restoreUntil(step).destroyForcibly().onExit().join();
    }

    /// A process that is at the step and goes no further.
    private Process restoreUntil(Step step) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledRestoreTest.class.getName(),
                                dataDir.toString(),
                                file.toString(),
                                step.name())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("there");
        return process;
    }

    /// What [Restore] does, up to a step.
    public static void main(String[] arguments) throws Exception {
        Path place = Path.of(arguments[0]).toRealPath();
        Path aside = place.resolveSibling(ASIDE);
        Step last = Step.valueOf(arguments[2]);
        RestoreDraft draft = RestoreDraft.beside(place);
        try (BackupArchive archive = BackupArchive.open(Path.of(arguments[1]))) {
            archive.extract(draft.folder());
        }
        RestoredKey.putInto(draft.folder(), place, null);
        if (last.compareTo(Step.COMPLETE) >= 0) {
            draft.complete(aside);
        }
        if (last == Step.OLD_MOVED) {
            draft.moveOld(aside);
        }
        System.out.println("there");
        Thread.currentThread().join();
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static void post(Gateway gateway, Account account, String dollars) {
        gateway.ledger()
                .post(account, LedgerEntry.Kind.ADJUSTMENT, Money.ofDollars(dollars), "test");
    }

    private Gateway open() {
        return open(dataDir);
    }

    private static Gateway open(Path folder) {
        return Gateway.open(GatewaySettings.of(folder).listeningOn("127.0.0.1", 0), CLOCK);
    }

    private static String balance(Gateway gateway) {
        return gateway.ledger().balance(gateway.accounts().get("Team")).entries().dollars();
    }
}
