package dev.syngate.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.ManualClock;
import dev.syngate.call.RefusedException;
import dev.syngate.money.Money;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-21T12:00:00Z");
    private Store store;
    private Accounts accounts;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store =
                new XodusStore(
                        folder,
                        Set.of(Accounts.MAP.name(), Ledger.ENTRIES.name(), Ledger.USAGE.name()));
        accounts = new Accounts(store, clock);
        ledger = new Ledger(store, clock, ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aModeIsSwitchedAndCountsForTheNextHold() {
        Account team = accounts.add("Team", Account.Mode.PREPAID);
        assertThat(hold(team)).isInstanceOf(HoldResult.Refused.class);
        Account unlimited = accounts.set("team", old -> old.withMode(Account.Mode.UNLIMITED));
        assertThat(hold(unlimited)).isInstanceOf(HoldResult.Held.class);
        accounts.set("team", old -> old.withMode(Account.Mode.PREPAID));
        assertThat(hold(accounts.get("Team"))).isInstanceOf(HoldResult.Refused.class);
    }

    private HoldResult hold(Account account) {
        return ledger.hold(new Spender(account, "key-1", null), Money.ofDollars("1"));
    }

    @Test
    void anAccountIsLowBelowItsThresholdAndOnlyWherePrepaid() {
        Account team = accounts.add("Team", Account.Mode.PREPAID);
        assertThat(isLow(team)).isFalse();
        team = accounts.set("Team", old -> old.withLowBalance(Money.ofDollars("5")));
        assertThat(isLow(team)).isTrue();
        ledger.post(team, LedgerEntry.Kind.TOP_UP, Money.ofDollars("5"), null);
        assertThat(isLow(team)).isFalse();
        ledger.post(team, LedgerEntry.Kind.ADJUSTMENT, new Money(-1), "a trillionth");
        assertThat(isLow(team)).isTrue();
        assertThat(isLow(accounts.set("Team", old -> old.withMode(Account.Mode.UNLIMITED))))
                .isFalse();
        assertThat(accounts.get("Team").lowBalance()).isEqualTo(Money.ofDollars("5"));
        assertThat(accounts.set("Team", old -> old.withLowBalance(null)).lowBalance()).isNull();
    }

    private boolean isLow(Account account) {
        return account.isLow(ledger.balance(account));
    }

    @Test
    void aNameIsChangedUnlessItIsTakenOrLocals() {
        accounts.add("Team", Account.Mode.PREPAID);
        Account other = accounts.add("Other", Account.Mode.PREPAID);
        assertThat(accounts.set("Other", old -> old.withName(" OTHER ")).name()).isEqualTo("OTHER");
        assertThat(accounts.get("other").id()).isEqualTo(other.id());
        assertRefused(() -> accounts.set("other", old -> old.withName("team")), "exists already");
        assertRefused(() -> accounts.set("Local", old -> old.withName("Mine")), "keeps its name");
        assertRefused(
                () -> accounts.set("Team", old -> old.withLowBalance(Money.ofDollars("-1"))),
                "0 or more");
    }

    @Test
    void anAdjustmentSaysWhy() {
        Account team = accounts.add("Team", Account.Mode.PREPAID);
        assertRefused(
                () -> ledger.post(team, LedgerEntry.Kind.ADJUSTMENT, Money.ofDollars("-1"), " "),
                "needs a note");
        assertRefused(
                () -> ledger.post(team, LedgerEntry.Kind.TOP_UP, Money.ofDollars("-1"), "x"),
                "more than 0");
        assertRefused(
                () ->
                        ledger.post(
                                team,
                                LedgerEntry.Kind.TOP_UP,
                                Money.ofDollars("1"),
                                "x".repeat(501)),
                "500 characters");
        assertThat(ledger.statement(team, 10)).isEmpty();
    }

    @Test
    void aStatementIsReadPageByPageAndTheLedgerAccountByAccount() {
        Account team = accounts.add("Team", Account.Mode.PREPAID);
        Account local = accounts.get(Account.LOCAL);
        for (int i = 1; i <= 5; i++) {
            ledger.post(team, LedgerEntry.Kind.TOP_UP, Money.ofDollars("" + i), null);
            ledger.post(local, LedgerEntry.Kind.TRIAL_CREDIT, Money.ofDollars("" + i), null);
        }
        assertThat(ids(ledger.statement(team, 2))).containsExactly(5L, 4L);
        assertThat(ids(ledger.statement(team, 4, 2))).containsExactly(3L, 2L);
        assertThat(ids(ledger.statement(team, 2, 2))).containsExactly(1L);
        assertThat(ledger.statement(team, 1).getFirst().balance().dollars()).isEqualTo("15");
        assertThat(ids(ledger.entries(0, 0, 7))).containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 2L);
        assertThat(ids(ledger.entries(team.number(), 2, 7))).containsExactly(3L, 4L, 5L);
    }

    private static List<Long> ids(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::id).toList();
    }

    private static void assertRefused(Runnable action, String words) {
        assertThatThrownBy(action::run)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(words);
    }
}
