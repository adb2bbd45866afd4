package dev.syngate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.requestlog.RandomRequests;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.store.Keys;
import dev.syngate.store.WriteView;
import dev.syngate.usage.Books;
import dev.syngate.usage.RollUps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

    @TempDir private Path folder;
    private Books books;
    private List<RequestRecord> charged = List.of();

    @BeforeEach
    void chargeTwenty() {
        books = Books.open(folder, InstantSource.fixed(NOW));
        RandomRequests random = new RandomRequests(1);
        Instant[] time = {NOW.minus(Duration.ofDays(3))};
        charged =
                Stream.generate(() -> random.next(time[0] = time[0].plusMillis(1), books.account()))
                        .filter(item -> !item.charged().isZero())
                        .limit(20)
                        .toList();
        charged.forEach(item -> books.settle(item).join());
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void booksAsTheyWereWrittenAreRight() {
        assertThat(verified()).isEqualTo(new LedgerVerifier.Result(20, 20, 0, null));
    }

    @Test
    void aRecordThatRetentionRemovedIsNotMissedAndALaterOneIs() {
        books.requests().removeOldest(charged.get(5).time(), 100, 100);
        assertThat(verified()).isEqualTo(new LedgerVerifier.Result(20, 15, 0, null));

        write(view -> RequestLog.MAP.delete(view, key(10)));
        assertThat(verified().difference())
                .isEqualTo(
                        "the charge for request "
                                + charged.get(10).id()
                                + " has no request record");
    }

    @Test
    void aChargeThatIsThereTwiceIsNamed() {
        LedgerEntry first = books.ledger().statement(books.account(), 20).getLast();
        LedgerEntry last = books.ledger().statement(books.account(), 1).getFirst();
        LedgerEntry again =
                new LedgerEntry(
                        last.id() + 1,
                        NOW,
                        first.account(),
                        LedgerEntry.Kind.CHARGE,
                        first.amount(),
                        last.balance().plus(first.amount()),
                        first.key(),
                        first.request(),
                        null);
        write(view -> Ledger.ENTRIES.put(view, Keys.of(1, again.id()), again));
        assertThat(verified().difference())
                .isEqualTo("request " + first.request() + " was charged twice");
    }

    @Test
    void aReceiptWithoutAChargeIsNamed() {
        RequestRecord extra =
                new RandomRequests(1).next(charged.getFirst().time(), books.account());
        write(view -> books.requests().adding(extra).accept(view));
        assertThat(verified().difference())
                .isEqualTo("request " + extra.id() + " has a receipt, but no charge in the ledger");
    }

    @Test
    void sumsThatDoNotAddUpAreADifference() {
        write(view ->
                view.ascend(
                        RollUps.HOURS.name(),
                        new byte[0],
                        (key, row) -> {
                            view.delete(RollUps.HOURS.name(), key);
                            return false;
                        }));
        assertThat(verified().difference()).startsWith("the usage adds up to $");
    }

    private byte[] key(int index) {
        return Keys.of(charged.get(index).id());
    }

    private void write(Consumer<WriteView> work) {
        books.store()
                .writeNow(view -> {
                    work.accept(view);
                    return true;
                });
    }

    private LedgerVerifier.Result verified() {
        return new LedgerVerifier(books.store(), books.ledger()).verify();
    }
}
