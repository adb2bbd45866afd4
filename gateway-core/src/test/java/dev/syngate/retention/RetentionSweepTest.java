package dev.syngate.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.admin.LedgerVerifier;
import dev.syngate.requestlog.RandomRequests;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.responses.KeptResponses;
import dev.syngate.responses.ResponseRetention;
import dev.syngate.store.Keys;
import dev.syngate.usage.Books;
import dev.syngate.usage.Grouping;
import dev.syngate.usage.RollUps;
import dev.syngate.usage.UsageReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetentionSweepTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final int DAYS = 120;
    private static final int A_DAY = 5;

    @TempDir private Path folder;
    private Books books;
    private RetentionSettings settings;
    private RetentionSweep sweep;

    @BeforeEach
    void writeFourMonths() {
        books = Books.open(folder, CLOCK);
        settings = new RetentionSettings(books.store());
        sweep =
                new RetentionSweep(
                        books.requests(),
                        books.bodies(),
                        books.rollUps(),
                        new KeptResponses(
                                books.store(), CLOCK, () -> ResponseRetention.Limits.USUAL),
                        settings,
                        CLOCK);
        RandomRequests random = new RandomRequests(1);
        List<CompletableFuture<?>> settled = new ArrayList<>();
        for (int i = 0; i < DAYS * A_DAY; i++) {
            Instant time = NOW.minus(Duration.ofDays(1).multipliedBy(i).dividedBy(A_DAY));
            settled.add(books.settle(random.next(time, books.account())));
        }
        settled.forEach(CompletableFuture::join);
    }

    @AfterEach
    void close() {
        sweep.close();
        books.close();
    }

    @Test
    void recordsAndHoursOlderThanNinetyDaysGoAndEverythingElseStays() {
        var entriesBefore = books.ledger().statement(books.account(), Integer.MAX_VALUE);
        var usageBefore = usage();
        sweep.sweep();
        assertThat(records()).hasSize(90 * A_DAY + 1);
        assertThat(records().getLast().time()).isEqualTo(NOW.minus(Duration.ofDays(90)));
        assertThat(oldestHour()).isEqualTo(Instant.parse("2026-08-23T00:00:00Z"));
        assertThat(books.ledger().statement(books.account(), Integer.MAX_VALUE))
                .isEqualTo(entriesBefore);
        assertThat(usage()).isEqualTo(usageBefore);
        assertBooksAreRight();
    }

    @Test
    void theLimitsThatWereChosenOutliveTheProcess() {
        settings.set(new Retention(30, 1_000_000));
        sweep.sweep();
        assertThat(records()).hasSize(30 * A_DAY + 1);

        settings.set(new Retention(30, 57));
        books.close();
        books = Books.open(folder, CLOCK);
        settings = new RetentionSettings(books.store());
        sweep =
                new RetentionSweep(
                        books.requests(),
                        books.bodies(),
                        books.rollUps(),
                        new KeptResponses(
                                books.store(), CLOCK, () -> ResponseRetention.Limits.USUAL),
                        settings,
                        CLOCK);
        sweep.sweep();
        assertThat(records()).hasSize(57);
        assertThat(usage()).hasSize(DAYS + 1);
        assertBooksAreRight();
    }

    @Test
    void itSweepsInTheBackgroundUntilItIsClosed() {
        sweep.start();
        sweep.start();
        until(() -> records().size() == 90 * A_DAY + 1);
        sweep.close();
        settings.set(new Retention(1, 1));
        sweep.sweep();
        assertThat(records()).as("at most one batch").hasSizeGreaterThan(A_DAY * 45);
    }

    private List<RequestRecord> records() {
        return books.requests().newest(Integer.MAX_VALUE, item -> true);
    }

    private List<UsageReport.Row> usage() {
        return new UsageReport(books.store(), CLOCK, ZoneOffset.UTC)
                .rows(Grouping.DAY, Instant.EPOCH);
    }

    private Instant oldestHour() {
        List<Instant> oldest = new ArrayList<>();
        books.store()
                .read(view -> {
                    view.ascend(
                            RollUps.HOURS.name(),
                            new byte[0],
                            (key, row) -> {
                                long hour = Keys.first(key);
                                oldest.add(Instant.EPOCH.plus(Duration.ofHours(hour)));
                                return false;
                            });
                    return true;
                });
        return oldest.getFirst().truncatedTo(ChronoUnit.DAYS);
    }

    private void assertBooksAreRight() {
        LedgerVerifier.Result result = new LedgerVerifier(books.store(), books.ledger()).verify();
        assertThat(result.difference()).isNull();
        assertThat(result.requests()).isEqualTo(records().size());
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
