package dev.syngate.requestlog;

import dev.syngate.money.Money;
import dev.syngate.store.Keys;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The request records, in the order in which they ended. Safe for any thread.
public final class RequestLog {
    /// The store's map of records, by sequence number.
    public static final RecordMap<RequestRecord> MAP =
            new RecordMap<>("requests", RequestRecord.class, new RequestRecordCodec());

    private final Store store;
    private final InstantSource clock;
    private final AtomicLong next;
    private Today today;

    public RequestLog(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.next = new AtomicLong(1 + newestNumber());
        this.today = countedFromStore();
    }

    /// What was asked and spent since midnight UTC.
    public record Today(LocalDate day, long requests, Money cost) {}

    private long newestNumber() {
        long[] newest = {0};
        store.read(view -> {
            view.descend(
                    MAP.name(),
                    null,
                    (key, value) -> {
                        newest[0] = Keys.number(key);
                        return false;
                    });
            return true;
        });
        return newest[0];
    }

    private Today countedFromStore() {
        Instant midnight =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
        Today[] sum = {new Today(LocalDate.ofInstant(midnight, ZoneOffset.UTC), 0, Money.ZERO)};
        store.read(view -> {
            MAP.descend(
                    view,
                    null,
                    (key, item) -> {
                        boolean inDay = !item.time().isBefore(midnight);
                        sum[0] = inDay ? plus(sum[0], item) : sum[0];
                        return inDay;
                    });
            return true;
        });
        return sum[0];
    }

    private static Today plus(Today sum, RequestRecord item) {
        return new Today(sum.day(), sum.requests() + 1, sum.cost().plus(item.charged()));
    }

    /// Encodes the record now; what is returned writes it as part of a transaction.
    public Consumer<WriteView> adding(RequestRecord item) {
        RecordMap.Encoded encoded = MAP.encoded(item);
        return view -> encoded.append(view, Keys.of(next.getAndIncrement()));
    }

    /// Counts a record that has become durable.
    public synchronized void count(RequestRecord item) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Today base = today.day().equals(day) ? today : new Today(day, 0, Money.ZERO);
        today = plus(base, item);
    }

    public synchronized Today today() {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return today.day().equals(day) ? today : new Today(day, 0, Money.ZERO);
    }

    /// Records that match, the newest first.
    public List<RequestRecord> newest(int limit, Predicate<RequestRecord> filter) {
        List<RequestRecord> found = new ArrayList<>();
        store.read(view -> {
            MAP.descend(
                    view,
                    null,
                    (key, item) -> {
                        if (filter.test(item)) {
                            found.add(item);
                        }
                        return found.size() < limit;
                    });
            return true;
        });
        return found;
    }

    /// The record with the request id.
    public Optional<RequestRecord> find(String id) {
        return newest(1, item -> item.id().equals(id)).stream().findFirst();
    }
}
