package dev.syngate.billing;

import dev.syngate.call.RefusedException;
import dev.syngate.money.Money;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The accounts. "Local" exists from the start and is unlimited. Safe for any thread.
public final class Accounts {
    /// The store's map that holds them.
    public static final RecordMap<Account> MAP = new RecordMap<>("accounts", Account.class);

    private static final int LONGEST_NAME = 100;
    private final CachedMap<Account> accounts;
    private final InstantSource clock;

    public Accounts(Store store, InstantSource clock) {
        this.clock = clock;
        accounts = new CachedMap<>(store, MAP);
        if (find(Account.LOCAL).isEmpty()) {
            add(Account.LOCAL, Account.Mode.UNLIMITED);
        }
    }

    public List<Account> list() {
        return present().toList();
    }

    private Stream<Account> present() {
        return accounts.all().stream().filter(account -> !account.removed());
    }

    /// The account with the id or, as people type it, the name.
    public Optional<Account> find(String idOrName) {
        Account byId = accounts.get(idOrName);
        return byId != null && !byId.removed()
                ? Optional.of(byId)
                : present().filter(a -> a.name().equalsIgnoreCase(idOrName)).findFirst();
    }

    /// The account with the exact id, also one that was removed; null when there never was one.
    public @Nullable Account byId(String id) {
        return accounts.get(id);
    }

    /// The account with the id or name.
    ///
    /// @throws RefusedException when there is none
    public Account get(String idOrName) {
        return find(idOrName)
                .orElseThrow(() ->
                        RefusedException.notFound("there is no account \"" + idOrName + "\""));
    }

    public Account add(String name, Account.Mode mode) {
        return add(new AccountDraft(name, mode, null));
    }

    /// Adds an account.
    ///
    /// @throws RefusedException when a field of the draft is wrong
    public synchronized Account add(AccountDraft draft) {
        int number = 1 + accounts.all().stream().mapToInt(Account::number).max().orElse(0);
        AccountDraft checked = checked(draft, null);
        return put(
                new Account(
                        "acc-" + number,
                        number,
                        checked.name(),
                        checked.mode(),
                        clock.instant(),
                        checked.lowBalance(),
                        false));
    }

    /// Changes what a person decides about the account.
    ///
    /// @throws RefusedException when there is no such account or a field is wrong
    public synchronized Account set(String idOrName, UnaryOperator<AccountDraft> how) {
        Account old = get(idOrName);
        AccountDraft checked = checked(how.apply(old.draft()), old);
        if (old.isLocal() && !checked.name().equals(old.name())) {
            throw RefusedException.conflict(
                    "the account \"Local\" pays for this app and keeps its name");
        }
        return put(old.with(checked));
    }

    private AccountDraft checked(AccountDraft draft, @Nullable Account old) {
        String name = draft.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw RefusedException.field("name", "an account's name has 1 to 100 characters");
        }
        Optional<Account> namesake = find(name);
        if (namesake.isPresent() && (old == null || !namesake.get().id().equals(old.id()))) {
            throw RefusedException.conflict("an account \"" + name + "\" exists already");
        }
        Money low = draft.lowBalance();
        if (low != null && low.isNegative()) {
            throw RefusedException.field("low_balance", "a low balance is 0 or more, or none");
        }
        return draft.withName(name);
    }

    /// Removes the account; its ledger entries stay, and its number is not given again. Whether API
    /// keys belong to it is asked before, see `ApiKeys.removeAccount`.
    ///
    /// @throws RefusedException when money is left on it, or it is "Local"
    public synchronized Account remove(Account account, Balance balance) {
        if (account.isLocal()) {
            throw RefusedException.conflict("the account \"Local\" can't be removed");
        }
        boolean prepaid = account.mode() == Account.Mode.PREPAID;
        if (prepaid && !balance.entries().isZero()) {
            throw RefusedException.conflict(
                    "the account \"%s\" has a balance of %s; adjust it to 0 before you remove it"
                            .formatted(account.name(), balance.entries()));
        }
        return put(account.asRemoved());
    }

    private Account put(Account account) {
        accounts.put(account.id(), account);
        return account;
    }
}
