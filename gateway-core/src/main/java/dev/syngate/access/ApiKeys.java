package dev.syngate.access;

import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Ledger;
import dev.syngate.call.RefusedException;
import dev.syngate.store.CachedMap;
import dev.syngate.store.Keys;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The API keys. Secrets leave only through [#create] and [#rotate]; the store has hashes. Safe for
/// any thread.
public final class ApiKeys {
    /// The store's map that holds them, by id.
    public static final RecordMap<ApiKey> MAP = new RecordMap<>("api-keys", ApiKey.class);

    /// How long a secret that was replaced goes on working unless said otherwise.
    public static final Duration GRACE = Duration.ofHours(24);

    private static final int LONGEST_NAME = 100;
    private static final Duration LONGEST_GRACE = Duration.ofDays(365);

    private final SecretIndex secrets = new SecretIndex();
    private final List<Consumer<String>> removed = new CopyOnWriteArrayList<>();
    private final CachedMap<ApiKey> byId;
    private final Accounts accounts;
    private final Groups groups;
    private final Ledger ledger;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(
            Store store, Accounts accounts, Groups groups, Ledger ledger, InstantSource clock) {
        moveFromHashToId(store);
        this.byId = new CachedMap<>(store, MAP, secrets);
        this.accounts = accounts;
        this.groups = groups;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Keys were once stored by the hash of their secret, which changes now.
    private static void moveFromHashToId(Store store) {
        List<ApiKey> byHash =
                store.read(view ->
                        MAP.all(view).stream()
                                .filter(key -> MAP.get(view, Keys.of(key.id())) == null)
                                .toList());
        if (!byHash.isEmpty()) {
            store.writeNow(view -> {
                for (ApiKey key : byHash) {
                    MAP.delete(view, Keys.of(key.hash()));
                    MAP.put(view, Keys.of(key.id()), key);
                }
                return true;
            });
        }
    }

    /// The newest first.
    public List<ApiKey> list() {
        return byId.all().stream().sorted((a, b) -> b.created().compareTo(a.created())).toList();
    }

    /// The key of a secret; null when no key has or had it.
    @Nullable KnownSecret bySecret(String secret) {
        return secrets.find(secret);
    }

    /// The key with the id or name.
    ///
    /// @throws RefusedException when there is none
    public ApiKey get(String idOrName) {
        return find(idOrName)
                .orElseThrow(() ->
                        RefusedException.notFound("there is no API key \"" + idOrName + "\""));
    }

    private Optional<ApiKey> find(String idOrName) {
        ApiKey known = byId.get(idOrName);
        return known != null
                ? Optional.of(known)
                : byId.all().stream().filter(k -> k.name().equalsIgnoreCase(idOrName)).findFirst();
    }

    /// Creates a key and returns it with its secret.
    ///
    /// @throws RefusedException when a field of the draft is wrong
    public synchronized CreatedKey create(KeyDraft draft) {
        KeyDraft checked = checked(draft, null);
        String secret = Secret.create(random);
        ApiKey key =
                new ApiKey(
                        Secret.createId(random),
                        checked.name(),
                        Secret.hash(secret),
                        Secret.hint(secret),
                        null,
                        checked.account(),
                        checked.group(),
                        clock.instant(),
                        checked.expires(),
                        checked.quota(),
                        checked.limits(),
                        false,
                        checked.reasoning());
        return new CreatedKey(put(key), secret);
    }

    /// Changes what a person decides about the key; affects new requests only.
    ///
    /// @throws RefusedException when there is no such key or a field is wrong
    public ApiKey set(String idOrName, UnaryOperator<KeyDraft> how) {
        return change(idOrName, key -> key.with(checked(how.apply(key.draft()), key)));
    }

    /// Gives the key a new secret. The old one works until the grace ends, one before it no longer.
    ///
    /// @throws RefusedException when there is no such key or the grace is too long
    public synchronized CreatedKey rotate(String idOrName, Duration grace) {
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw RefusedException.field("grace", "the grace is 0s to 365d");
        }
        String secret = Secret.create(random);
        Instant until = clock.instant().plus(grace);
        ApiKey key =
                change(
                        idOrName,
                        old -> old.withSecret(Secret.hash(secret), Secret.hint(secret), until));
        return new CreatedKey(key, secret);
    }

    public ApiKey disable(String idOrName) {
        return change(idOrName, key -> key.withDisabled(true));
    }

    public ApiKey enable(String idOrName) {
        return change(idOrName, key -> key.withDisabled(false));
    }

    private synchronized ApiKey change(String idOrName, UnaryOperator<ApiKey> how) {
        return put(how.apply(get(idOrName)));
    }

    /// Tells the listener the id of each key that is removed.
    public void onRemoved(Consumer<String> listener) {
        removed.add(listener);
    }

    public synchronized ApiKey remove(String idOrName) {
        ApiKey key = get(idOrName);
        byId.remove(key.id());
        removed.forEach(listener -> listener.accept(key.id()));
        return key;
    }

    /// Puts a removed key back as it was, with the same secret.
    ///
    /// @throws RefusedException when its name was given to another key since, or its account or
    ///   group is gone
    public synchronized void restore(ApiKey removed) {
        checkName(removed.name(), removed);
        accounts.get(removed.account());
        groups.get(removed.group());
        put(removed);
    }

    private ApiKey put(ApiKey key) {
        byId.put(key.id(), key);
        return key;
    }

    /// @param old the key that is changed; null for a new one
    private KeyDraft checked(KeyDraft draft, @Nullable ApiKey old) {
        String name = draft.name().strip();
        checkName(name, old);
        boolean sameExpiry = old != null && Objects.equals(old.expires(), draft.expires());
        checkExpiry(sameExpiry ? null : draft.expires());
        draft.limits().check();
        return new KeyDraft(
                name,
                accounts.get(draft.account()).id(),
                groups.get(draft.group()).name(),
                draft.expires(),
                draft.quota(),
                draft.limits(),
                draft.reasoning());
    }

    private void checkName(String name, @Nullable ApiKey old) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw RefusedException.field("name", "an API key's name has 1 to 100 characters");
        }
        Optional<ApiKey> namesake = find(name);
        if (namesake.isPresent() && (old == null || !namesake.get().id().equals(old.id()))) {
            throw RefusedException.conflict("an API key \"" + name + "\" exists already");
        }
    }

    private void checkExpiry(@Nullable Instant expires) {
        if (expires != null && !expires.isAfter(clock.instant())) {
            throw RefusedException.field("expires", "the expiry must be in the future");
        }
    }

    /// Removes an account that no key belongs to.
    ///
    /// @throws RefusedException when keys belong to it, money is left on it, or it is "Local"
    public synchronized Account removeAccount(String idOrName) {
        Account account = accounts.get(idOrName);
        if (!account.isLocal()) {
            refuseWhere(
                    key -> key.account().equals(account.id()),
                    "keys belong to the account \"" + account.name() + "\"");
        }
        return accounts.remove(account, ledger.balance(account));
    }

    /// Removes a group that no key uses.
    ///
    /// @throws RefusedException when keys use it, or it is "Standard"
    public synchronized Group removeGroup(String name) {
        Group group = groups.get(name);
        if (!group.isStandard()) {
            refuseWhere(
                    key -> key.group().equals(group.name()),
                    "keys use the group \"" + group.name() + "\"");
        }
        return groups.remove(group);
    }

    private void refuseWhere(Predicate<ApiKey> needsIt, String why) {
        String names =
                byId.all().stream()
                        .filter(needsIt)
                        .map(ApiKey::name)
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            throw RefusedException.conflict(
                    why + ": " + names + "; move or remove them with \"syngate key\" first");
        }
    }

    /// The time that states and expiries are judged by, in the zone whose days count.
    public ZonedDateTime now() {
        return ledger.now();
    }

    public KeyUsage usage(ApiKey key) {
        return ledger.usage(key.id());
    }

    public KeyState state(ApiKey key) {
        return KeyState.of(key, usage(key), now());
    }
}
