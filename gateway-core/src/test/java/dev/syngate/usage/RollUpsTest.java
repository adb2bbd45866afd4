package dev.syngate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.syngate.billing.LedgerEntry;
import dev.syngate.money.Money;
import dev.syngate.pipeline.SettledCall;
import dev.syngate.requestlog.RandomRequests;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollUpsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

    @TempDir private Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final InstantSource clock = now::get;
    private final List<RequestRecord> written = new ArrayList<>();
    private Books books;

    @BeforeEach
    void open() {
        books = Books.open(folder, clock);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @RepeatedTest(10)
    void theSumsAreThoseOfTheRecordsAndOfTheLedger(RepetitionInfo repetition) {
        writeRandomRequests(repetition.getCurrentRepetition(), 2_000);
        assertReportsAreRight();
        assertThat(picos(total().cost())).isEqualTo(charges());

        books.close();
        open();
        assertThat(picos(total().cost())).isEqualTo(charges());
        assertReportsAreRight();
    }

    @Test
    void aCallThatNobodyPaysForIsCountedOnceAfterACrash() throws IOException {
        RequestRecord item = request("2026-11-21T11:00:00Z");
        books.store().journal(SettledCall.uncharged(ZoneOffset.UTC, item, books.requests()));
        Path crashed = Files.createTempDirectory(folder, "crashed");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".lck")) {
                    Files.copy(file, crashed.resolve(file.getFileName()));
                }
            }
        }
        for (int start = 0; start < 2; start++) {
            try (Books after = Books.open(crashed, clock)) {
                SettledCall.recover(after.store(), after.requests());
                assertThat(after.store().read(RollUps::total).requests()).isOne();
                assertThat(after.requests().newest(9, any -> true))
                        .extracting(RequestRecord::id)
                        .containsExactly(item.id());
                assertThat(after.ledger().statement(after.account(), 9)).isEmpty();
            }
        }
    }

    /// In any order, over the last ten days, while days are closed.
    private void writeRandomRequests(long seed, int count) {
        Random random = new Random(seed);
        RandomRequests requests = new RandomRequests(seed);
        List<CompletableFuture<?>> settled = new ArrayList<>();
        Thread closing = Thread.startVirtualThread(this::closeDays);
        for (int i = 0; i < count; i++) {
            Instant time = NOW.minusSeconds(random.nextLong(Duration.ofDays(10).toSeconds()));
            settled.add(write(requests.next(time, books.account())));
        }
        closeDays();
        settled.forEach(CompletableFuture::join);
        join(closing);
    }

    private void closeDays() {
        while (books.rollUps().closeDay()) {}
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<?> write(RequestRecord item) {
        written.add(item);
        return books.settle(item);
    }

    private Totals total() {
        return books.store().read(RollUps::total);
    }

    private BigInteger charges() {
        return books.ledger().statement(books.account(), Integer.MAX_VALUE).stream()
                .filter(entry -> entry.kind() == LedgerEntry.Kind.CHARGE)
                .map(entry -> picos(entry.amount()).negate())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger picos(Money amount) {
        return BigInteger.valueOf(amount.picos());
    }

    private void assertReportsAreRight() {
        for (String span : List.of("PT0S", "PT30M", "PT20H", "P1D", "P2D", "P3D", "P9DT7H")) {
            Instant since = NOW.minus(Duration.parse(span));
            Instant start = since.truncatedTo(ChronoUnit.HOURS);
            assertReport(Grouping.MODEL, since, start, RequestRecord::model);
            assertReport(Grouping.KEY, since, start, RequestRecord::key);
            assertReport(Grouping.GROUP, since, start, RequestRecord::group);
            assertReport(Grouping.ACCOUNT, since, start, RequestRecord::account);
            assertReport(
                    Grouping.PROVIDER,
                    since,
                    start,
                    item -> item.provider() == null ? "" : item.provider());
            assertReport(Grouping.DAY, since, start, item -> day(item.time()));
        }
    }

    private void assertReport(
            Grouping by, Instant since, Instant start, Function<RequestRecord, String> group) {
        Map<String, Totals> expected =
                written.stream()
                        .filter(item -> !item.time().isBefore(start))
                        .collect(Collectors.toMap(group, Totals::of, Totals::plus));
        assertThat(new UsageReport(books.store(), clock, ZoneOffset.UTC).rows(by, since))
                .as(by + " since " + since)
                .containsExactlyInAnyOrderElementsOf(
                        expected.entrySet().stream()
                                .map(e -> new UsageReport.Row(e.getKey(), e.getValue()))
                                .toList());
        Map<String, Totals> series =
                new UsageReport(books.store(), clock, ZoneOffset.UTC)
                        .series(by, since, Instant.MAX).stream()
                                .filter(step -> by != Grouping.DAY)
                                .collect(
                                        Collectors.toMap(
                                                UsageReport.Step::of,
                                                UsageReport.Step::totals,
                                                Totals::plus));
        assertThat(series)
                .as("series of " + by + " since " + since)
                .isEqualTo(by == Grouping.DAY ? Map.of() : expected);
    }

    private static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    @Test
    void aRequestThatEndsAfterItsDayWasClosedIsCounted() {
        RequestRecord first = request("2026-11-18T10:00:00Z");
        RequestRecord second = request("2026-11-18T23:59:59Z");
        RequestRecord third = request("2026-11-17T01:00:00Z");
        write(first).join();
        closeDays();
        write(second).join();
        write(third).join();
        closeDays();
        assertReportsAreRight();
        assertThat(total().requests()).isEqualTo(3);
    }

    @Test
    void aSeriesHasHoursOfShortRangesAndDaysOfLongOnes() {
        write(request("2026-11-20T10:10:00Z")).join();
        write(request("2026-11-20T10:50:00Z")).join();
        write(request("2026-11-20T13:00:00Z")).join();
        write(request("2026-11-21T01:00:00Z")).join();
        UsageReport report = new UsageReport(books.store(), clock, ZoneOffset.UTC);
        assertThat(report.series(Grouping.ACCOUNT, NOW.minus(Duration.ofHours(40)), Instant.MAX))
                .extracting(step -> step.start().toString(), step -> step.totals().requests())
                .containsExactly(
                        tuple("2026-11-20T10:00", 2L),
                        tuple("2026-11-20T13:00", 1L),
                        tuple("2026-11-21T01:00", 1L));
        closeDays();
        assertThat(report.series(Grouping.ACCOUNT, NOW.minus(Duration.ofDays(7)), Instant.MAX))
                .extracting(step -> step.start().toString(), step -> step.totals().requests())
                .containsExactly(tuple("2026-11-20T00:00", 3L), tuple("2026-11-21T00:00", 1L));
    }

    @Test
    void aRangeMayEndBeforeAMidnightWhetherItsDaysAreClosedOrNot() {
        write(request("2026-11-17T10:00:00Z")).join();
        write(request("2026-11-18T23:59:59Z")).join();
        write(request("2026-11-19T00:00:00Z")).join();
        write(request("2026-11-20T13:00:00Z")).join();
        UsageReport report = new UsageReport(books.store(), clock, ZoneOffset.UTC);
        Instant since = Instant.parse("2026-11-17T00:00:00Z");
        Instant until = Instant.parse("2026-11-19T00:00:00Z");
        for (int i = 0; i < 2; i++) {
            assertThat(report.rows(Grouping.DAY, since, until))
                    .extracting(UsageReport.Row::of)
                    .containsExactly("2026-11-18", "2026-11-17");
            assertThat(report.series(Grouping.ACCOUNT, since, until)).hasSize(2);
            closeDays();
        }
        Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
        assertThat(report.series(Grouping.ACCOUNT, midnight.minusSeconds(7200), midnight))
                .as("hours")
                .isEmpty();
        assertThat(report.series(Grouping.ACCOUNT, midnight.minusSeconds(86_400), midnight))
                .hasSize(1);
    }

    @Test
    void whereTheHoursAreGoneARangeStartsWithItsDay() {
        write(request("2026-11-10T01:00:00Z")).join();
        write(request("2026-11-10T20:00:00Z")).join();
        write(request("2026-11-12T20:00:00Z")).join();
        UsageReport report = new UsageReport(books.store(), clock, ZoneOffset.UTC);
        Instant tenthAtNoon = Instant.parse("2026-11-10T12:00:00Z");
        assertThat(requests(report.rows(Grouping.DAY, tenthAtNoon))).containsExactly(1L, 1L);
        assertThat(books.rollUps().removeHours(NOW, 100)).as("no day is closed").isZero();
        closeDays();
        assertThat(requests(report.rows(Grouping.DAY, tenthAtNoon))).containsExactly(1L, 1L);

        assertThat(books.rollUps().removeHours(Instant.parse("2026-11-12T23:00:00Z"), 100))
                .isEqualTo(2);
        assertThat(requests(report.rows(Grouping.DAY, tenthAtNoon))).containsExactly(1L, 2L);
        assertThat(total().requests()).isEqualTo(3);
    }

    @Test
    void aDayIsThatOfTheTimeZone() {
        ZoneId angeles = ZoneId.of("America/Los_Angeles");
        books.close();
        books = Books.open(folder, clock, angeles);
        write(request("2026-11-20T07:59:59Z")).join();
        write(request("2026-11-20T08:00:00Z")).join();
        write(request("2026-11-21T07:59:59Z")).join();
        UsageReport report = new UsageReport(books.store(), clock, angeles);
        closeDays();
        List<UsageReport.Row> rows =
                report.rows(Grouping.DAY, Instant.parse("2026-11-01T07:00:00Z"));
        assertThat(rows)
                .extracting(UsageReport.Row::of)
                .containsExactly("2026-11-20", "2026-11-19");
        assertThat(requests(rows)).containsExactly(2L, 1L);
        assertThat(requests(report.rows(Grouping.DAY, Instant.parse("2026-11-20T08:00:00Z"))))
                .containsExactly(2L);
    }

    private static List<Long> requests(List<UsageReport.Row> rows) {
        return rows.stream().map(row -> row.totals().requests()).toList();
    }

    @Test
    void theDearestComesFirstAndTheNewestDay() {
        writeRandomRequests(7, 300);
        UsageReport report = new UsageReport(books.store(), clock, ZoneOffset.UTC);
        assertThat(report.rows(Grouping.KEY, NOW.minus(Duration.ofDays(9))))
                .extracting(row -> row.totals().cost().picos())
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(report.rows(Grouping.DAY, NOW.minus(Duration.ofDays(9))))
                .extracting(UsageReport.Row::of)
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .hasSizeGreaterThan(5);
    }

    @Test
    void todayIsCountedOnAfterAStartAndBeginsAnewAtMidnight() {
        write(request("2026-11-20T23:00:00Z")).join();
        RequestRecord item = request("2026-11-21T12:00:00Z");
        write(item).join();
        assertThat(books.rollUps().today()).isEqualTo(Totals.of(item));

        books.close();
        open();
        assertThat(books.rollUps().today()).isEqualTo(Totals.of(item));
        write(request("2026-11-21T12:30:00Z")).join();
        assertThat(books.rollUps().today().requests()).isEqualTo(2);

        now.set(Instant.parse("2026-11-22T00:00:01Z"));
        assertThat(books.rollUps().today()).isEqualTo(Totals.NONE);
        write(request("2026-11-21T23:59:59Z")).join();
        write(request("2026-11-22T00:00:00Z")).join();
        assertThat(books.rollUps().today().requests()).isEqualTo(1);
    }

    @Test
    void modelsThatDoNotExistShareARowWhateverTheyAreCalled() {
        for (String model : List.of("made-up", "invented")) {
            RequestRecord item = request("2026-11-21T12:00:00Z");
            write(
                            new RequestRecord(
                                    item.id(),
                                    item.time(),
                                    item.account(),
                                    item.group(),
                                    item.key(),
                                    item.keyName(),
                                    item.endpoint(),
                                    model,
                                    null,
                                    null,
                                    404,
                                    "model_not_found",
                                    false,
                                    null,
                                    null,
                                    1,
                                    List.of(),
                                    ""))
                    .join();
        }
        assertThat(new UsageReport(books.store(), clock, ZoneOffset.UTC).rows(Grouping.MODEL, NOW))
                .extracting(row -> row.of() + " " + row.totals().errors())
                .containsExactly(" 2");
    }

    private RequestRecord request(String time) {
        return new RandomRequests(time.hashCode()).next(Instant.parse(time), books.account());
    }
}
