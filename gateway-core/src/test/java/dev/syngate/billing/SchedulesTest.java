package dev.syngate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.admin.LedgerVerifier;
import dev.syngate.usage.Books;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `-Dschedules.seed=…` repeats a run, `-Dschedules=…` sets how many there are.
@Timeout(300)
class SchedulesTest {
    private static final long SEED = Long.getLong("schedules.seed", System.nanoTime());
    private static final int SCHEDULES = Integer.getInteger("schedules", 1_000);
    private static final int AT_ONCE = 16;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir private Path folder;

    @Test
    void whateverHappensAtOnceTheMoneyAddsUp() {
        System.out.println("schedules.seed=" + SEED);
        Random seeds = new Random(SEED);
        List<Schedule> schedules = new ArrayList<>();
        try (Books books = Books.open(folder, CLOCK)) {
            for (int i = 1; i <= SCHEDULES; i++) {
                schedules.add(new Schedule(books, NOW, i, seeds.nextLong()));
            }
            runSomeAtOnce(schedules);
            LedgerVerifier.Result verified =
                    new LedgerVerifier(books.store(), books.ledger()).verify();
            assertThat(verified.difference()).isNull();
            assertThat(verified.openHolds()).isZero();
            assertThat(verified.entries()).isGreaterThan(SCHEDULES);
            Ledger afterRestart = new Ledger(books.store(), CLOCK, ZoneOffset.UTC);
            assertThat(schedules)
                    .allSatisfy(schedule ->
                            assertThat(schedule.balances(afterRestart))
                                    .isEqualTo(schedule.balances(books.ledger())));
        }
    }

    private static void runSomeAtOnce(List<Schedule> schedules) {
        Queue<Schedule> waiting = new ConcurrentLinkedQueue<>(schedules);
        Runnable worker =
                () -> {
                    for (Schedule next = waiting.poll(); next != null; next = waiting.poll()) {
                        next.run();
                    }
                };
        Stream.generate(() -> CompletableFuture.runAsync(worker, Thread::startVirtualThread))
                .limit(AT_ONCE)
                .toList()
                .forEach(CompletableFuture::join);
    }
}
