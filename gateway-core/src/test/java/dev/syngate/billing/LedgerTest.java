package dev.syngate.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import dev.syngate.money.Money;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final Set<String> MAPS =
            Set.of(Accounts.MAP.name(), Ledger.ENTRIES.name(), Ledger.USAGE.name());

    @TempDir private Path folder;
    private Store store;
    private Accounts accounts;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = new XodusStore(folder, MAPS);
        accounts = new Accounts(store, CLOCK);
        ledger = new Ledger(store, CLOCK, ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void hundredThreadsRacingForTheLastCentGetExactlyTheAffordableOnes() throws Exception {
        Account account = accounts.add("Team", Account.Mode.PREPAID);
        ledger.post(account, LedgerEntry.Kind.TOP_UP, Money.ofDollars("0.10"), null);
        Spender spender = new Spender(account, "key-1", null);
        Money cent = Money.ofDollars("0.01");

        List<HoldResult> results = race(100, () -> ledger.hold(spender, cent));
        List<Hold> holds =
                results.stream()
                        .flatMap(r ->
                                r instanceof HoldResult.Held held
                                        ? List.of(held.hold()).stream()
                                        : List.<Hold>of().stream())
                        .toList();
        assertThat(holds).hasSize(10);

        holds.forEach(hold -> ledger.settle(hold, cent, "req", charge -> charge));
        assertThat(ledger.balance(account)).isEqualTo(new Balance(Money.ZERO, Money.ZERO));
        assertThat(ledger.openHolds()).isZero();
    }

    @Test
    void aHoldIsSettledOnlyOnce() {
        Spender spender = new Spender(accounts.get(Account.LOCAL), "key-1", null);
        Hold hold = held(ledger.hold(spender, Money.ofDollars("1")));
        ledger.settle(hold, Money.ofDollars("0.4"), "req", charge -> charge);
        assertThatThrownBy(() -> ledger.settle(hold, Money.ZERO, "req", charge -> charge))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHoldThatIsSettledHoldsNothingMore() {
        Account account = accounts.add("Late", Account.Mode.PREPAID);
        Money ten = Money.ofDollars("10");
        ledger.post(account, LedgerEntry.Kind.TOP_UP, ten, null);
        Quota quota = new Quota(ten, Quota.Period.DAY);
        Spender spender = new Spender(account, "key-late", quota);
        Hold hold = held(ledger.hold(spender, Money.ofDollars("1")));
        ledger.settle(hold, Money.ZERO, "req", charge -> charge);
        ledger.grow(hold, Money.ofDollars("3"));
        assertThat(ledger.balance(account)).isEqualTo(new Balance(ten, Money.ZERO));
        assertThat(ledger.hold(spender, ten)).isInstanceOf(HoldResult.Held.class);
    }

    @Test
    void aTopUpThatNobodyCanCountIsRefusedAndChangesNothing() {
        Account account = accounts.add("Rich", Account.Mode.PREPAID);
        Money most = Money.ofDollars("9000000");
        ledger.post(account, LedgerEntry.Kind.TOP_UP, most, null);
        assertThatThrownBy(() -> ledger.post(account, LedgerEntry.Kind.TOP_UP, most, null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        no -> assertThat(no.refusal().param()).isEqualTo("amount"));
        assertThat(ledger.balance(account).entries()).isEqualTo(most);
    }

    @Test
    void anUnlimitedAccountCountsAndIsNeverRefused() {
        Account local = accounts.get(Account.LOCAL);
        Hold hold = held(ledger.hold(new Spender(local, "key-1", null), Money.ofDollars("100")));
        ledger.settle(hold, Money.ofDollars("40"), "req", charge -> charge);
        assertThat(ledger.balance(local).entries().dollars()).isEqualTo("-40");
    }

    @Test
    void aQuotaHoldsEvenWhereTheAccountHasMore() {
        Account local = accounts.get(Account.LOCAL);
        Quota quota = new Quota(Money.ofDollars("1"), Quota.Period.DAY);
        Spender spender = new Spender(local, "key-1", quota);
        Hold hold = held(ledger.hold(spender, Money.ofDollars("0.7")));
        assertThat(ledger.hold(spender, Money.ofDollars("0.7")))
                .isInstanceOf(HoldResult.Refused.class);
        ledger.settle(hold, Money.ofDollars("0.2"), "req", charge -> charge);
        assertThat(ledger.hold(spender, Money.ofDollars("0.7")))
                .isInstanceOf(HoldResult.Held.class);
    }

    @Test
    void balancesAndUsageOutliveTheProcessAndHoldsDoNot() {
        Account team = accounts.add("Team", Account.Mode.PREPAID);
        ledger.post(team, LedgerEntry.Kind.TOP_UP, Money.ofDollars("5"), "start");
        Spender spender = new Spender(team, "key-1", null);
        Hold settled = held(ledger.hold(spender, Money.ofDollars("2")));
        ledger.settle(settled, Money.ofDollars("1.25"), "req", charge -> charge);
        ledger.hold(spender, Money.ofDollars("3"));

        store.close();
        open();
        assertThat(ledger.balance(accounts.get("Team")))
                .isEqualTo(new Balance(Money.ofDollars("3.75"), Money.ZERO));
        assertThat(ledger.usage("key-1").total().dollars()).isEqualTo("1.25");
        assertThat(ledger.statement(accounts.get("Team"), 10))
                .extracting(LedgerEntry::id)
                .containsExactly(2L, 1L);
    }

    private static Hold held(HoldResult result) {
        assertThat(result).isInstanceOf(HoldResult.Held.class);
        return ((HoldResult.Held) result).hold();
    }

    private static <T> List<T> race(int threads, java.util.concurrent.Callable<T> work)
            throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures =
                    executor.invokeAll(IntStream.range(0, threads).mapToObj(i -> work).toList());
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
