package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.SecretVault;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The providers and their credentials. The sandbox is always there. Safe for any thread.
public final class Providers {
    /// The store's map that holds them.
    public static final RecordMap<Provider> MAP = new RecordMap<>("providers", Provider.class);

    private static final int LONGEST_NAME = 60;
    private final CachedMap<Provider> providers;
    private final SecretVault vault;

    private @Nullable Removed removed;

    /// What was removed last, in memory only.
    private record Removed(Provider provider, @Nullable String credential) {
        @Override
        public String toString() {
            return provider.name();
        }
    }

    public Providers(Store store, SecretVault vault) {
        this.providers = new CachedMap<>(store, MAP);
        this.vault = vault;
        if (providers.get(SandboxProvider.ID) == null) {
            providers.put(SandboxProvider.ID, SandboxProvider.PROVIDER);
        }
    }

    public List<Provider> list() {
        return providers.list();
    }

    public @Nullable Provider byId(String id) {
        return providers.get(id);
    }

    /// The provider with the id or name.
    ///
    /// @throws RefusedException when there is none
    public Provider get(String idOrName) {
        return find(idOrName)
                .orElseThrow(() ->
                        RefusedException.notFound("there is no provider \"" + idOrName + "\""));
    }

    private Optional<Provider> find(String idOrName) {
        Provider byId = providers.get(idOrName);
        return byId != null
                ? Optional.of(byId)
                : providers.all().stream()
                        .filter(p -> p.name().equalsIgnoreCase(idOrName))
                        .findFirst();
    }

    /// Adds a provider; the credential goes to the vault only.
    ///
    /// @param draft its id and credential do not matter
    /// @throws RefusedException when a field is wrong
    public synchronized Provider add(Provider draft, @Nullable String credential) {
        checkName(draft.name(), null);
        String baseUrl = BaseUrl.normalize(draft.protocol(), draft.baseUrl());
        return store(nextId(), LocalServers.priced(draft, baseUrl), baseUrl, null, credential);
    }

    /// Changes a provider; calls that run already end as they began.
    ///
    /// @param how its id, protocol and credential stay whatever this makes of them
    /// @param credential replaces the one in the vault; null: that one stays
    /// @throws RefusedException when there is no such provider or a field is wrong
    public synchronized Provider set(
            String idOrName, UnaryOperator<Provider> how, @Nullable String credential) {
        Provider old = get(idOrName);
        Provider draft = how.apply(old);
        checkName(draft.name(), old);
        boolean moved = !draft.baseUrl().equals(old.baseUrl());
        if (old.protocol() == Provider.Protocol.SANDBOX
                && (moved || credential != null || !draft.name().equals(old.name()))) {
            throw RefusedException.conflict(
                    "the sandbox is built in: its name, address and key can't be changed");
        }
        String baseUrl = moved ? BaseUrl.normalize(old.protocol(), draft.baseUrl()) : old.baseUrl();
        return store(old.id(), draft, baseUrl, old.credential(), credential);
    }

    private void checkName(String name, @Nullable Provider old) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw RefusedException.field("name", "a provider's name has 1 to 60 characters");
        }
        Optional<Provider> namesake = find(name.strip());
        if (namesake.isPresent() && (old == null || !namesake.get().id().equals(old.id()))) {
            throw RefusedException.conflict("a provider \"" + name.strip() + "\" exists already");
        }
    }

    private Provider store(
            String id,
            Provider draft,
            String baseUrl,
            @Nullable String oldCredential,
            @Nullable String credential) {
        draft.connecting().check();
        if (credential != null) {
            vault.put(id, sendable(credential));
        }
        Provider provider =
                new Provider(
                        id,
                        draft.name().strip(),
                        draft.protocol(),
                        baseUrl,
                        credential == null ? oldCredential : id,
                        draft.defaultPrice(),
                        draft.priority(),
                        draft.weight(),
                        draft.enabled(),
                        draft.connecting());
        providers.put(id, provider);
        return provider;
    }

    private static String sendable(String credential) {
        String stripped = credential.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw RefusedException.field(
                    "api_key", "an API key is one line of visible ASCII characters");
        }
        return stripped;
    }

    private String nextId() {
        int highest =
                providers.all().stream()
                        .map(Provider::id)
                        .filter(id -> id.startsWith("prov-"))
                        .mapToInt(id -> Integer.parseInt(id.substring("prov-".length())))
                        .max()
                        .orElse(0);
        return "prov-" + (highest + 1);
    }

    public synchronized Provider remove(String idOrName) {
        Provider provider = get(idOrName);
        if (provider.protocol() == Provider.Protocol.SANDBOX) {
            throw RefusedException.conflict("the sandbox is built in and can't be removed");
        }
        removed = new Removed(provider, credential(provider));
        providers.remove(provider.id());
        vault.remove(provider.id());
        return provider;
    }

    /// Puts the provider that was removed last back as it was, with its credential.
    ///
    /// @throws RefusedException when it is another one, or its name was given away since
    public synchronized Provider restore(String id) {
        Removed last = removed;
        if (last == null || !last.provider().id().equals(id)) {
            throw RefusedException.notFound("there is no removed provider \"" + id + "\"");
        }
        checkName(last.provider().name(), last.provider());
        removed = null;
        Provider provider = last.provider();
        return store(id, provider, provider.baseUrl(), null, last.credential());
    }

    /// The credential to send to the provider, or null when it needs none.
    @Nullable String credential(Provider provider) {
        return provider.credential() == null ? null : vault.get(provider.credential());
    }
}
