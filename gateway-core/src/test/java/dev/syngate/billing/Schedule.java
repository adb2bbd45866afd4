package dev.syngate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.pipeline.SettledCall;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.usage.Books;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// A random schedule: a few threads that hold, grow, settle, cancel, top up and adjust at the same
/// time, on accounts and keys of its own.
final class Schedule {
    private static final int THREADS = 4;
    private static final int STEPS = 6;
    private static final int MOST = 100;

    private final Books books;
    private final Instant now;
    private final int number;
    private final long seed;
    private final List<Account> accounts = new ArrayList<>();
    private final List<Spender> spenders = new ArrayList<>();
    private final boolean takes;

    /// @param number tells its accounts, keys and requests from those of other schedules
    Schedule(Books books, Instant now, int number, long seed) {
        this.books = books;
        this.now = now;
        this.number = number;
        this.seed = seed;
        Random random = new Random(seed);
        takes = random.nextInt(4) == 0;
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            boolean prepaid = random.nextInt(4) > 0;
            accounts.add(account(i, prepaid ? Account.Mode.PREPAID : Account.Mode.UNLIMITED));
        }
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Account account = accounts.get(random.nextInt(accounts.size()));
            spenders.add(new Spender(account, "key-%d-%d".formatted(number, i), quota(random)));
        }
    }

    private Account account(int i, Account.Mode mode) {
        String id = "acc-%d-%d".formatted(number, i);
        return new Account(id, 10 * number + i, id, mode, now, null, false);
    }

    private static Quota quota(Random random) {
        Quota.Period[] periods = Quota.Period.values();
        Quota.Period period = periods[random.nextInt(periods.length)];
        return random.nextInt(3) == 0 ? null : new Quota(money(1 + random.nextInt(MOST)), period);
    }

    private static Money money(int cents) {
        return new Money(cents * 10_000_000_000L);
    }

    /// Runs it and checks all that must be true while it runs and at its end.
    void run() {
        accounts.forEach(account -> post(account, LedgerEntry.Kind.TOP_UP, money(MOST)));
        IntStream.range(0, THREADS)
                .mapToObj(
                        i -> CompletableFuture.runAsync(() -> steps(i), Thread::startVirtualThread))
                .toList()
                .forEach(CompletableFuture::join);
        accounts.forEach(this::assertAccountAddsUp);
        spenders.forEach(this::assertKeyAddsUp);
    }

    private void post(Account account, LedgerEntry.Kind kind, Money amount) {
        books.ledger().post(account, kind, amount, "schedule " + number);
    }

    private void steps(int thread) {
        Random random = new Random(seed * THREADS + thread);
        List<Hold> open = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            step(random, open, "%d-%d-%d".formatted(number, thread, step));
        }
        for (int i = 0; i < open.size(); i++) {
            settle(open.get(i), random, "%d-%d-end-%d".formatted(number, thread, i));
        }
    }

    private void step(Random random, List<Hold> open, String request) {
        Account account = accounts.get(random.nextInt(accounts.size()));
        switch (open.isEmpty() ? random.nextInt(5) : random.nextInt(9)) {
            case 0, 1, 2 -> hold(random, open);
            case 3 -> post(account, LedgerEntry.Kind.TOP_UP, money(1 + random.nextInt(MOST)));
            case 4 -> adjust(account, random);
            case 5, 6 -> grow(open.getLast(), random);
            default -> settle(open.removeLast(), random, request);
        }
        accounts.forEach(this::assertNotBelowZero);
    }

    private void hold(Random random, List<Hold> open) {
        Spender spender = spenders.get(random.nextInt(spenders.size()));
        switch (books.ledger().hold(spender, money(random.nextInt(MOST)))) {
            case HoldResult.Held held -> open.add(held.hold());
            case HoldResult.Refused ignored -> {}
        }
    }

    private void grow(Hold hold, Random random) {
        Money before = hold.amount();
        boolean grown =
                books.ledger().grow(hold, before.plus(money(1 + random.nextInt(MOST)))) == null;
        assertThat(hold.amount().compareTo(before) > 0).isEqualTo(grown);
    }

    private void adjust(Account account, Random random) {
        Money amount = money(1 + random.nextInt(MOST));
        post(account, LedgerEntry.Kind.ADJUSTMENT, takes ? amount.negate() : amount);
    }

    /// Charges what was held, a part of it, or nothing.
    private void settle(Hold hold, Random random, String request) {
        long held = hold.amount().picos();
        long charge =
                switch (random.nextInt(3)) {
                    case 0 -> 0;
                    case 1 -> held;
                    default -> random.nextLong(held + 1);
                };
        RequestRecord item = record(hold, new Money(charge), "req-" + request);
        books.ledger()
                .settle(
                        hold,
                        item.charged(),
                        item.id(),
                        paid -> new SettledCall(paid, item, books.requests()));
    }

    private RequestRecord record(Hold hold, Money charge, String id) {
        ReceiptLine line = new ReceiptLine(Unit.CHARACTER, charge.picos(), 1);
        Receipt receipt =
                new Receipt(
                        Usage.NONE,
                        new Receipt.Source("model", 1),
                        List.of(line),
                        Multiplier.ONE,
                        hold.amount(),
                        charge);
        Spender spender = hold.spender();
        String account = spender.account().id();
        return new RequestRecord(
                id,
                now,
                account,
                "g",
                spender.key(),
                "k",
                "e",
                "m",
                null,
                null,
                200,
                null,
                false,
                receipt,
                null,
                1,
                List.of(),
                "");
    }

    private void assertNotBelowZero(Account account) {
        Balance balance = books.ledger().balance(account);
        if (account.mode() == Account.Mode.PREPAID && !takes) {
            assertThat(balance.available().isNegative()).as(balance.toString()).isFalse();
        }
        assertThat(balance.held().isNegative()).as(balance.toString()).isFalse();
    }

    private void assertWithinQuota(Spender spender) {
        if (spender.quota() != null) {
            Money used =
                    books.ledger()
                            .usage(spender.key())
                            .used(spender.quota(), now.atZone(ZoneOffset.UTC));
            assertThat(used).isLessThanOrEqualTo(spender.quota().amount());
        }
    }

    private void assertAccountAddsUp(Account account) {
        List<LedgerEntry> entries = books.ledger().statement(account, Integer.MAX_VALUE);
        assertThat(books.ledger().balance(account))
                .isEqualTo(new Balance(sum(entries), Money.ZERO));
        if (account.mode() == Account.Mode.PREPAID && !takes) {
            assertThat(entries).noneMatch(entry -> entry.balance().isNegative());
        }
    }

    private void assertKeyAddsUp(Spender spender) {
        List<LedgerEntry> charges =
                books.ledger().statement(spender.account(), Integer.MAX_VALUE).stream()
                        .filter(entry -> spender.key().equals(entry.key()))
                        .toList();
        assertThat(books.ledger().usage(spender.key()).total()).isEqualTo(sum(charges).negate());
        assertWithinQuota(spender);
    }

    private static Money sum(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::amount).reduce(Money.ZERO, Money::plus);
    }

    /// The balances as they are in memory.
    Map<Account, Balance> balances(Ledger ledger) {
        Map<Account, Balance> balances = new HashMap<>();
        accounts.forEach(account -> balances.put(account, ledger.balance(account)));
        return balances;
    }
}
