package dev.syngate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.store.Change;
import dev.syngate.store.JournalEntry;
import dev.syngate.store.ReadView;
import dev.syngate.store.Store;
import dev.syngate.store.StoreSnapshot;
import dev.syngate.store.WriteView;
import dev.syngate.usage.Books;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLogTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");
    private static final Instant START = NOW.minus(Duration.ofDays(10));

    @TempDir private Path folder;
    private Books books;
    private List<RequestRecord> items = List.of();

    @BeforeEach
    void writeTenDays() {
        books = Books.open(folder, InstantSource.fixed(NOW));
        RandomRequests random = new RandomRequests(1);
        items =
                IntStream.range(0, 10)
                        .mapToObj(day ->
                                random.next(START.plus(Duration.ofDays(day)), books.account()))
                        .toList();
        for (int i : new int[] {3, 1, 2, 0, 9, 8, 4, 5, 7, 6}) {
            books.settle(items.get(i)).join();
        }
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void aRecordIsFoundByItsId() {
        RequestLog log = books.requests();
        assertThat(log.find(items.get(4).id())).contains(items.get(4));
        assertThat(log.find("req_unknown")).isEmpty();
        assertThat(log.find("")).isEmpty();
    }

    @Test
    void whatEndedSinceALookIsFoundHoweverLongAgoItArrived() {
        RequestLog log = books.requests();
        RequestLog.Ended all = log.endedAfter(0L);
        assertThat(all.requests())
                .isEqualTo(
                        IntStream.of(3, 1, 2, 0, 9, 8, 4, 5, 7, 6).mapToObj(items::get).toList());
        assertThat(log.endedAfter(null)).isEqualTo(new RequestLog.Ended(10, List.of()));
        assertThat(log.endedAfter(all.position()).requests()).isEmpty();
        RequestRecord old = new RandomRequests(2).next(START.minusSeconds(60), books.account());
        books.settle(old).join();
        assertThat(log.endedAfter(all.position()))
                .isEqualTo(new RequestLog.Ended(11, List.of(old)));
        assertThat(log.endedAfter(99L).requests()).as("of another time").hasSize(11);
    }

    @Test
    void theNewestComeFirstInWhateverOrderTheyEnded() {
        assertThat(books.requests().newest(100, item -> true)).isEqualTo(items.reversed());
        assertThat(books.requests().newest(2, item -> item != items.get(9))).hasSize(2);
        assertThat(books.requests().newest(100, items.get(7).time(), item -> true))
                .isEqualTo(items.subList(7, 10).reversed());
    }

    @Test
    void theOldestAreRemovedByAgeAndByNumberAndThatIsRemembered() {
        RequestLog log = books.requests();
        assertThat(log.removeOldest(items.get(3).time(), 100, 2)).isEqualTo(2);
        assertThat(log.removeOldest(items.get(3).time(), 100, 2)).isEqualTo(1);
        assertThat(log.removeOldest(items.get(3).time(), 100, 2)).isZero();
        assertRemoved(3);

        assertThat(log.removeOldest(Instant.EPOCH, 5, 100)).isEqualTo(2);
        assertRemoved(5);
        books.close();
        books = Books.open(folder, InstantSource.fixed(NOW));
        assertRemoved(5);
    }

    private void assertRemoved(int count) {
        assertThat(books.requests().newest(100, item -> true))
                .isEqualTo(items.subList(count, 10).reversed());
        assertThat(books.store().read(RequestLog::removed))
                .isEqualTo(new RequestLog.Removed(items.get(count - 1).id(), count));
    }

    @Test
    void aSearchGoesOnWhereItStopped() {
        RequestLog log = books.requests();
        RequestLog.Found first = log.search(RequestFilter.ALL, null, 3, 100);
        assertThat(first.requests()).isEqualTo(items.subList(7, 10).reversed());
        assertThat(first.back()).isEqualTo(items.get(7).time());
        RequestLog.Found second = log.search(RequestFilter.ALL, first.next(), 100, 2);
        assertThat(second.requests()).isEqualTo(items.subList(5, 7).reversed());
        RequestLog.Found rest = log.search(RequestFilter.ALL, second.next(), 100, 100);
        assertThat(rest)
                .isEqualTo(new RequestLog.Found(items.subList(0, 5).reversed(), null, null));
        RequestFilter lately = RequestFilter.parse("since:3d", NOW.atZone(ZoneOffset.UTC));
        assertThat(log.search(lately, null, 100, 100).requests())
                .isEqualTo(items.subList(7, 10).reversed());
    }

    @Test
    void aSearchThroughDigestsFindsWhatASearchThroughRecordsFinds() {
        RandomRequests random = new RandomRequests(3);
        for (int i = 0; i < 300; i++) {
            books.settle(random.next(NOW.plusSeconds(i), books.account())).join();
        }
        List<RequestRecord> all = books.requests().newest(1000, item -> true);
        RequestLog log = digested(16);
        log.digest();
        assertSearched(log, all);
        books.settle(random.next(NOW.plusSeconds(7), books.account())).join();
        RequestRecord late = random.next(NOW.plusSeconds(8), books.account());
        books.store().writeNow(view -> written(log, late, view));
        books.settle(random.next(NOW.plusSeconds(500), books.account())).join();
        assertSearched(log, books.requests().newest(1000, item -> true));
        log.removeOldest(NOW.plusSeconds(150), 1000, 1000);
        assertSearched(log, books.requests().newest(1000, item -> true));
        log.close();
    }

    @Test
    void aDigestIsMadeThoughNewerRequestsEndMeanwhile() {
        RandomRequests random = new RandomRequests(5);
        for (int i = 0; i < 20; i++) {
            books.settle(random.next(NOW.plusSeconds(i), books.account())).join();
        }
        BusyStore store = new BusyStore(books.store());
        RequestLog log = new RequestLog(store, 16, 4, () -> "~");
        store.onRead =
                () -> {
                    RequestRecord newer = random.next(NOW.plusSeconds(5_000), books.account());
                    books.store().writeNow(view -> written(log, newer, view));
                };
        log.digest();
        long digests = books.store().read(view -> view.count(RequestLog.DIGESTS));
        assertThat(digests).isGreaterThan(0);
        log.close();
    }

    /// A store to which somebody writes after each read.
    private static final class BusyStore implements Store {

        private final Store store;
        private Runnable onRead = () -> {};

        BusyStore(Store store) {
            this.store = store;
        }

        @Override
        public void ensureOpen() {
            store.ensureOpen();
        }

        @Override
        public <T extends @Nullable Object> T read(Function<ReadView, T> work) {
            T found = store.read(work);
            onRead.run();
            return found;
        }

        @Override
        public <T> CompletableFuture<T> write(Function<WriteView, T> work) {
            return store.write(work);
        }

        @Override
        public void journal(JournalEntry entry) {
            store.journal(entry);
        }

        @Override
        public void recover(Function<byte[], JournalEntry> reader) {
            store.recover(reader);
        }

        @Override
        public void subscribe(String map, Consumer<Change> listener) {
            store.subscribe(map, listener);
        }

        @Override
        public StoreSnapshot snapshot() {
            return store.snapshot();
        }

        @Override
        public void close() {}
    }

    private RequestLog digested(int size) {
        return new RequestLog(books.store(), size, 4, () -> "~");
    }

    private static boolean written(RequestLog log, RequestRecord item, WriteView view) {
        log.adding(item).accept(view);
        return true;
    }

    private static void assertSearched(RequestLog log, List<RequestRecord> all) {
        for (String text :
                List.of(
                        "",
                        "status:4xx",
                        "-status:error",
                        "key:\"key 7\" model:model-3",
                        "tool:claude*",
                        "tokens>40000",
                        "has:estimate",
                        "slow>10s first<1s",
                        "cost>0.1",
                        "provider:provider-1 has:stream",
                        "insufficient",
                        "nowhere",
                        "id:" + all.get(42).id(),
                        all.get(99).id(),
                        "since:2026-11-21T12:36:00Z until:2026-11-21T12:38:00Z")) {
            RequestFilter filter = RequestFilter.parse(text, NOW.atZone(ZoneOffset.UTC));
            List<RequestRecord> found = new ArrayList<>();
            String next = null;
            do {
                RequestLog.Found part = log.search(filter, next, 7, 10);
                found.addAll(part.requests());
                next = part.next();
            } while (next != null);
            assertThat(found).as(text).isEqualTo(all.stream().filter(filter).toList());
        }
    }
}
