package dev.syngate.billing;

import dev.syngate.billing.LedgerEntry.Kind;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.money.Money;
import dev.syngate.store.JournalEntry;
import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Moves all money: holds before a call, one settlement after it, and the entries that people make.
///
/// A hold is one atomic step on the account and the key, in memory only: a hold that a crash left
/// behind is gone at the next start. Entries are durable when [#settle] returns. Safe for any
/// thread.
public final class Ledger {
    /// The store's map of entries, ordered by account and entry.
    public static final RecordMap<LedgerEntry> ENTRIES =
            new RecordMap<>("ledger", LedgerEntry.class, new LedgerEntryCodec());

    /// The store's map of what each key has used.
    public static final RecordMap<KeyUsage> USAGE =
            new RecordMap<>("key-usage", KeyUsage.class, new KeyUsageCodec());

    private static final int LONGEST_NOTE = 500;

    private final Store store;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<String, Purse> accountPurses = new ConcurrentHashMap<>();
    private final Map<String, KeyPurse> keyPurses = new ConcurrentHashMap<>();
    private final AtomicInteger openHolds = new AtomicInteger();

    /// @param zone whose days quotas are counted by
    public Ledger(Store store, InstantSource clock, ZoneId zone) {
        this.store = store;
        this.clock = clock;
        this.zone = zone;
    }

    /// The time that quotas are judged by, in the zone whose days they are counted by.
    public ZonedDateTime now() {
        return clock.instant().atZone(zone);
    }

    /// Sets the worst case aside on the account and the key, or refuses.
    public HoldResult hold(Spender spender, Money worstCase) {
        Refusal no = reserve(spender, worstCase, worstCase);
        if (no != null) {
            return new HoldResult.Refused(no);
        }
        openHolds.incrementAndGet();
        return new HoldResult.Held(new Hold(spender, worstCase));
    }

    /// Sets more aside for a running call.
    ///
    /// @param total what is to be held for it in all
    /// @return why that can't be; null: it is held, or was already
    public @Nullable Refusal grow(Hold hold, Money total) {
        Money more = total.minus(hold.amount());
        if (more.isNegative() || more.isZero()) {
            return null;
        }
        Refusal no = reserve(hold.spender(), more, total);
        if (no == null && !hold.add(more)) {
            accountPurse(hold.spender().account()).release(more);
            keyPurse(hold.spender()).release(more);
        }
        return no;
    }

    /// Both or neither.
    private @Nullable Refusal reserve(Spender spender, Money amount, Money total) {
        Purse account = accountPurse(spender.account());
        KeyPurse key = keyPurse(spender);
        if (!account.holdWithin(amount, spender.account().mode() == Account.Mode.PREPAID)) {
            return balanceTooLow(spender, total, account.balance());
        }
        Quota quota = spender.quota();
        if (quota == null) {
            key.hold(amount);
        } else if (!key.holdWithin(amount, quota, now())) {
            account.release(amount);
            return quotaTooLow(quota, total);
        }
        return null;
    }

    private static Refusal balanceTooLow(Spender spender, Money worstCase, Balance balance) {
        return Refusal.of(
                ErrorCode.INSUFFICIENT_BALANCE,
                "This request may cost up to %s, but account \"%s\" has %s available. Add balance, or ask for fewer output tokens."
                        .formatted(worstCase, spender.account().name(), balance.available()));
    }

    private static Refusal quotaTooLow(Quota quota, Money worstCase) {
        return Refusal.of(
                ErrorCode.INSUFFICIENT_QUOTA,
                "This request may cost up to %s, more than is left of this API key's quota of %s. Raise the quota, or ask for fewer output tokens."
                        .formatted(worstCase, quota.amount()));
    }

    /// Charges the amount and releases the hold; returns when the charge is durable, together with
    /// what else belongs to the call. A second settlement of the same hold is a bug and throws.
    ///
    /// @param recorded makes of the charge what is journalled, which must apply it
    public void settle(
            Hold hold, Money amount, String request, Function<Charge, JournalEntry> recorded) {
        if (!hold.claimSettlement()) {
            throw new IllegalStateException("hold settled twice, request " + request);
        }
        ZonedDateTime now = now();
        Money charged = Money.ZERO;
        try {
            store.journal(recorded.apply(Charge.of(hold.spender(), amount, request, now)));
            charged = amount;
        } finally {
            release(hold, charged, now);
        }
    }

    private void release(Hold hold, Money charge, ZonedDateTime now) {
        Spender spender = hold.spender();
        keyPurse(spender).settle(charge, hold.amount(), now);
        accountPurse(spender.account()).settle(charge, hold.amount());
        openHolds.decrementAndGet();
    }

    /// Adds an entry that a person makes and waits until it is durable.
    ///
    /// @param amount positive gives, negative takes
    /// @param note why; an adjustment must say it
    public LedgerEntry post(Account account, Kind kind, Money amount, @Nullable String note) {
        check(kind, amount, note);
        Entry entry = new Entry(kind, amount, null, null, note);
        Purse purse = accountPurse(account);
        try {
            LedgerEntry posted =
                    store.writeNow(view -> append(view, account, entry, clock.instant()));
            purse.add(posted.amount());
            return posted;
        } catch (ArithmeticException e) {
            throw RefusedException.field(
                    "amount", "the balance would be larger than can be counted");
        }
    }

    private static void check(Kind kind, Money amount, @Nullable String note) {
        if (amount.isZero()) {
            throw RefusedException.field("amount", "the amount must not be 0");
        }
        if (amount.isNegative() && kind != Kind.ADJUSTMENT) {
            throw RefusedException.field("amount", "the amount must be more than 0");
        }
        if (kind == Kind.ADJUSTMENT && (note == null || note.isBlank())) {
            throw RefusedException.field("note", "an adjustment needs a note that says why");
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            throw RefusedException.field("note", "a note has at most 500 characters");
        }
    }

    /// Says what an entry is about.
    record Entry(
            Kind kind,
            Money amount,
            @Nullable String key,
            @Nullable String request,
            @Nullable String note) {}

    private static LedgerEntry append(WriteView view, Account account, Entry entry, Instant now) {
        return append(view, account.id(), account.number(), entry, now);
    }

    /// @param number the account's
    static LedgerEntry append(
            WriteView view, String account, int number, Entry entry, Instant now) {
        LedgerEntry last =
                view.remembered(lastOf(account)) instanceof LedgerEntry entryBefore
                        ? entryBefore
                        : last(view, account, number);
        long id = last == null ? 1 : last.id() + 1;
        Money balance = (last == null ? Money.ZERO : last.balance()).plus(entry.amount());
        LedgerEntry appended =
                new LedgerEntry(
                        id,
                        now,
                        account,
                        entry.kind(),
                        entry.amount(),
                        balance,
                        entry.key(),
                        entry.request(),
                        entry.note());
        ENTRIES.put(view, Keys.of(number, id), appended);
        view.remember(lastOf(account), appended);
        return appended;
    }

    private static String lastOf(String account) {
        return ENTRIES.name() + " " + account;
    }

    private static @Nullable LedgerEntry last(ReadView view, String account, int number) {
        List<LedgerEntry> newest = newest(view, account, number, Long.MAX_VALUE, 1);
        return newest.isEmpty() ? null : newest.getFirst();
    }

    private static List<LedgerEntry> newest(
            ReadView view, String account, int number, long before, int limit) {
        List<LedgerEntry> found = new ArrayList<>();
        ENTRIES.descend(
                view,
                Keys.of(number, before),
                (key, entry) -> {
                    if (!entry.account().equals(account)) {
                        return false;
                    }
                    found.add(entry);
                    return found.size() < limit;
                });
        return found;
    }

    /// The newest entries of an account, the newest first.
    public List<LedgerEntry> statement(Account account, int limit) {
        return statement(account, Long.MAX_VALUE, limit);
    }

    /// The newest entries of an account that are older than the entry `before`, the newest first.
    public List<LedgerEntry> statement(Account account, long before, int limit) {
        return store.read(view -> newest(view, account.id(), account.number(), before, limit));
    }

    /// Entries in the order of accounts, and of each account in the order of time.
    ///
    /// @param account the number of the account to begin with
    /// @param after the id of the last entry of that account that is not wanted
    public List<LedgerEntry> entries(int account, long after, int limit) {
        return store.read(view -> {
            List<LedgerEntry> found = new ArrayList<>();
            ENTRIES.ascend(
                    view,
                    Keys.of(account, after + 1),
                    (key, entry) -> found.add(entry) && found.size() < limit);
            return found;
        });
    }

    public Balance balance(Account account) {
        return accountPurse(account).balance();
    }

    public KeyUsage usage(String key) {
        return store.read(view -> usage(view, key));
    }

    /// Calls that hold money right now.
    public int openHolds() {
        return openHolds.get();
    }

    private static KeyUsage usage(ReadView view, String key) {
        KeyUsage known = USAGE.get(view, Keys.of(key));
        return known == null ? KeyUsage.none(key) : known;
    }

    /// Read from the store before the first write of this account, or of this key, is queued: every
    /// entry is counted once.
    private Purse accountPurse(Account account) {
        Purse known = accountPurses.get(account.id());
        return known != null
                ? known
                : accountPurses.computeIfAbsent(
                        account.id(),
                        id -> {
                            LedgerEntry last = store.read(view -> last(view, id, account.number()));
                            return new Purse(last == null ? Money.ZERO : last.balance());
                        });
    }

    private KeyPurse keyPurse(Spender spender) {
        KeyPurse known = keyPurses.get(spender.key());
        return known != null
                ? known
                : keyPurses.computeIfAbsent(spender.key(), id -> new KeyPurse(usage(id)));
    }
}
