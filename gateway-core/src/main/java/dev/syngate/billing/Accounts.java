package dev.syngate.billing;

import dev.syngate.call.RefusedException;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
        return accounts.list();
    }

    /// The account with the id or, as people type it, the name.
    public Optional<Account> find(String idOrName) {
        Account byId = accounts.get(idOrName);
        if (byId != null) {
            return Optional.of(byId);
        }
        return accounts.all().stream().filter(a -> a.name().equalsIgnoreCase(idOrName)).findFirst();
    }

    /// The account with the exact id, if it exists.
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

    public synchronized Account add(String name, Account.Mode mode) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST_NAME) {
            throw RefusedException.field("name", "an account's name has 1 to 100 characters");
        }
        if (find(trimmed).isPresent()) {
            throw RefusedException.conflict("an account \"" + trimmed + "\" exists already");
        }
        int number = 1 + accounts.all().stream().mapToInt(Account::number).max().orElse(0);
        Account account = new Account("acc-" + number, number, trimmed, mode, clock.instant());
        accounts.put(account.id(), account);
        return account;
    }

    public synchronized Account setMode(String idOrName, Account.Mode mode) {
        Account old = get(idOrName);
        Account changed = new Account(old.id(), old.number(), old.name(), mode, old.created());
        accounts.put(changed.id(), changed);
        return changed;
    }
}
