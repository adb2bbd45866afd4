package dev.syngate.access;

import dev.syngate.billing.Accounts;
import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.Quota;
import dev.syngate.call.RefusedException;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The API keys. Secrets leave only through [#create]; the store has hashes. Safe for any thread.
public final class ApiKeys {
    /// The store's map that holds them, by the hash of the secret.
    public static final RecordMap<ApiKey> MAP = new RecordMap<>("api-keys", ApiKey.class);

    private static final int LONGEST_NAME = 100;
    private static final Duration SOON = Duration.ofDays(3);

    private final CachedMap<ApiKey> byHash;
    private final Accounts accounts;
    private final Groups groups;
    private final Ledger ledger;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(
            Store store, Accounts accounts, Groups groups, Ledger ledger, InstantSource clock) {
        this.byHash = new CachedMap<>(store, MAP);
        this.accounts = accounts;
        this.groups = groups;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The newest first.
    public List<ApiKey> list() {
        return byHash.all().stream().sorted((a, b) -> b.created().compareTo(a.created())).toList();
    }

    /// The key of a secret, found by its hash: the time it takes tells nothing about other secrets.
    @Nullable ApiKey bySecret(String secret) {
        return byHash.get(Secret.hash(secret));
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
        Optional<ApiKey> byId =
                byHash.all().stream().filter(k -> k.id().equals(idOrName)).findFirst();
        return byId.isPresent()
                ? byId
                : byHash.all().stream()
                        .filter(k -> k.name().equalsIgnoreCase(idOrName))
                        .findFirst();
    }

    /// Creates a key and returns it with its secret.
    ///
    /// @throws RefusedException when a field of the draft is wrong
    public CreatedKey create(KeyDraft draft) {
        String name = draft.name().strip();
        checkName(name);
        checkExpiry(draft.expires());
        draft.limits().ips().forEach(IpRange::parse);
        String secret = Secret.create(random);
        String hash = Secret.hash(secret);
        ApiKey key =
                new ApiKey(
                        "key-" + hash.substring(0, 12),
                        name,
                        hash,
                        Secret.hint(secret),
                        accounts.get(draft.account()).id(),
                        groups.get(draft.group()).name(),
                        clock.instant(),
                        draft.expires(),
                        draft.quota(),
                        draft.limits(),
                        false);
        byHash.put(hash, key);
        return new CreatedKey(key, secret);
    }

    private void checkName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw RefusedException.field("name", "an API key's name has 1 to 100 characters");
        }
        if (byHash.all().stream().anyMatch(k -> k.name().equalsIgnoreCase(name))) {
            throw RefusedException.conflict("an API key \"" + name + "\" exists already");
        }
    }

    private void checkExpiry(@Nullable Instant expires) {
        if (expires != null && !expires.isAfter(clock.instant())) {
            throw RefusedException.field("expires", "the expiry must be in the future");
        }
    }

    public ApiKey disable(String idOrName) {
        return change(idOrName, key -> key.withDisabled(true));
    }

    public ApiKey enable(String idOrName) {
        return change(idOrName, key -> key.withDisabled(false));
    }

    public ApiKey remove(String idOrName) {
        ApiKey key = get(idOrName);
        byHash.remove(key.hash());
        return key;
    }

    /// Puts a removed key back as it was, with the same secret.
    ///
    /// @throws RefusedException when its name was given to another key since
    public void restore(ApiKey removed) {
        if (byHash.get(removed.hash()) == null) {
            checkName(removed.name());
        }
        byHash.put(removed.hash(), removed);
    }

    private ApiKey change(String idOrName, UnaryOperator<ApiKey> how) {
        ApiKey changed = how.apply(get(idOrName));
        byHash.put(changed.hash(), changed);
        return changed;
    }

    /// The time that states and expiries are judged by.
    public Instant now() {
        return clock.instant();
    }

    public KeyUsage usage(ApiKey key) {
        return ledger.usage(key.id());
    }

    public KeyState state(ApiKey key) {
        Instant now = clock.instant();
        Quota quota = key.quota();
        if (key.disabled()) {
            return KeyState.DISABLED;
        }
        if (key.isExpired(now)) {
            return KeyState.EXPIRED;
        }
        if (quota != null
                && usage(key).usedIn(quota.period().startOf(now)).compareTo(quota.amount()) >= 0) {
            return KeyState.EXHAUSTED;
        }
        boolean soon = key.expires() != null && key.isExpired(now.plus(SOON));
        return soon ? KeyState.EXPIRING : KeyState.ACTIVE;
    }
}
