package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.SecretVault;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The providers and their credentials. The sandbox is always there. Safe for any thread.
public final class Providers {
    /// The store's map that holds them.
    public static final RecordMap<Provider> MAP = new RecordMap<>("providers", Provider.class);

    private static final int LONGEST_NAME = 60;
    private final CachedMap<Provider> providers;
    private final Keyring keyring;
    private final TransportSecrets hidden;

    private @Nullable Removed removed;

    /// What was removed last, in memory only.
    private record Removed(Provider provider, Map<String, String> secrets) {
        @Override
        public String toString() {
            return provider.name();
        }
    }

    public Providers(Store store, SecretVault vault) {
        this.providers = new CachedMap<>(store, MAP);
        this.keyring = new Keyring(vault);
        this.hidden = new TransportSecrets(vault);
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

    /// The provider whose name or id that is, or whose name it is with hyphens for what can't stand
    /// in the name of a model; null: none.
    public @Nullable Provider findSpelled(String name) {
        Provider byId = providers.get(name);
        if (byId != null) {
            return byId;
        }
        for (Provider provider : providers.all()) {
            if (provider.name().equalsIgnoreCase(name)
                    || provider.name().replace(' ', '-').equalsIgnoreCase(name)) {
                return provider;
            }
        }
        return null;
    }

    private Optional<Provider> find(String idOrName) {
        Provider byId = providers.get(idOrName);
        return byId != null
                ? Optional.of(byId)
                : providers.all().stream()
                        .filter(p -> p.name().equalsIgnoreCase(idOrName))
                        .findFirst();
    }

    /// Adds a provider; the secret goes to the vault only.
    ///
    /// @param draft its id and credentials do not matter
    /// @param secret of its first credential; null: it has none
    /// @throws RefusedException when a field is wrong
    public synchronized Provider add(Provider draft, @Nullable String secret) {
        checkName(draft.name(), null);
        String baseUrl = BaseUrl.normalize(draft.protocol(), draft.baseUrl());
        Provider priced = LocalServers.priced(draft, baseUrl);
        return store(nextId(), priced, baseUrl, Transport.USUAL, List.of(), secret);
    }

    /// Changes a provider; calls that run already end as they began.
    ///
    /// @param how its id, protocol and credentials stay whatever this makes of them
    /// @param secret replaces that of its first credential, or is its first; null: that one stays
    /// @throws RefusedException when there is no such provider or a field is wrong
    public synchronized Provider set(
            String idOrName, UnaryOperator<Provider> how, @Nullable String secret) {
        Provider old = get(idOrName);
        Provider draft = how.apply(old);
        checkName(draft.name(), old);
        boolean moved = !draft.baseUrl().equals(old.baseUrl());
        if (isBuiltIn(old) && (moved || secret != null || !draft.name().equals(old.name()))) {
            throw RefusedException.conflict(
                    "the sandbox is built in: its name, address and key can't be changed");
        }
        String baseUrl = moved ? BaseUrl.normalize(old.protocol(), draft.baseUrl()) : old.baseUrl();
        Transport before = old.connecting().transport();
        return store(old.id(), draft, baseUrl, before, old.credentials(), secret);
    }

    private static boolean isBuiltIn(Provider provider) {
        return provider.protocol() == Provider.Protocol.SANDBOX;
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
            Transport before,
            List<Credential> credentials,
            @Nullable String secret) {
        Connecting connecting = draft.connecting();
        connecting.check();
        checkCertificate(id, connecting.transport());
        Provider provider =
                new Provider(
                        id,
                        draft.name().strip(),
                        draft.protocol(),
                        baseUrl,
                        secret == null ? credentials : withFirst(credentials, id, secret),
                        draft.defaultPrice(),
                        draft.priority(),
                        draft.weight(),
                        draft.enabled(),
                        connecting.by(hidden.hide(id, connecting.transport(), before)));
        put(provider, credentials);
        return provider;
    }

    private void checkCertificate(String id, Transport draft) {
        if (draft.certificate() != null) {
            boolean kept = Transport.HIDDEN.equals(draft.certificatePassword());
            Transport clear = kept ? hidden.reveal(id, draft) : draft;
            String password = clear.certificatePassword();
            new ClientCertificate(draft.certificate(), password == null ? "" : password).check();
        }
    }

    /// The transport with its secrets, never to be shown.
    Transport transport(Provider provider) {
        return hidden.reveal(provider.id(), provider.connecting().transport());
    }

    private List<Credential> withFirst(List<Credential> old, String owner, String secret) {
        String kept = keyring.keep(owner, secret);
        List<Credential> credentials = new ArrayList<>(old);
        if (old.isEmpty()) {
            credentials.add(Credential.only(kept));
        } else {
            credentials.set(0, old.getFirst().withId(kept));
        }
        return credentials;
    }

    /// Stores the provider, then forgets the secrets that it no longer has.
    private void put(Provider provider, List<Credential> before) {
        providers.put(provider.id(), provider);
        List<String> ids = provider.credentials().stream().map(Credential::id).toList();
        keyring.forget(
                before.stream().map(Credential::id).filter(id -> !ids.contains(id)).toList());
    }

    /// Adds a credential to a provider, the last of its list.
    ///
    /// @param draft its id does not matter; without a label, a number is that
    /// @throws RefusedException when a field is wrong
    public synchronized Credential addCredential(String idOrName, Credential draft, String secret) {
        Provider provider = get(idOrName);
        if (isBuiltIn(provider)) {
            throw RefusedException.conflict("the sandbox is built in and needs no key");
        }
        List<Credential> all = new ArrayList<>(provider.credentials());
        Credential named = draft.label().isEmpty() ? draft.called(freeLabel(all)) : draft;
        checkLabel(named, all);
        checkNew(secret, all);
        Credential added = named.withId(keyring.keep(provider.id(), secret));
        all.add(added);
        put(provider.withCredentials(all), List.of());
        return added;
    }

    /// Changes a credential of a provider.
    ///
    /// @param how its id stays whatever this makes of it
    /// @param secret takes the place of the one in the vault; null: that one stays
    /// @throws RefusedException when there is none of that id or label, or a field is wrong
    public synchronized Credential setCredential(
            String idOrName,
            String idOrLabel,
            UnaryOperator<Credential> how,
            @Nullable String secret) {
        Provider provider = get(idOrName);
        Credential old = provider.credential(idOrLabel);
        Credential draft = how.apply(old);
        List<Credential> all = new ArrayList<>(provider.credentials());
        int place = all.indexOf(old);
        all.remove(place);
        checkLabel(draft, all);
        if (secret != null) {
            checkNew(secret, all);
        }
        Credential changed =
                draft.withId(secret == null ? old.id() : keyring.keep(provider.id(), secret));
        all.add(place, changed);
        put(provider.withCredentials(all), provider.credentials());
        return changed;
    }

    /// Removes a credential of a provider, and its secret.
    ///
    /// @throws RefusedException when there is none of that id or label
    public synchronized Credential removeCredential(String idOrName, String idOrLabel) {
        Provider provider = get(idOrName);
        Credential gone = provider.credential(idOrLabel);
        List<Credential> left = new ArrayList<>(provider.credentials());
        left.remove(gone);
        put(provider.withCredentials(left), provider.credentials());
        return gone;
    }

    private static String freeLabel(List<Credential> others) {
        return IntStream.rangeClosed(1, others.size() + 1)
                .mapToObj(Credential::label)
                .filter(label -> !isTaken(label, others))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isTaken(String label, List<Credential> others) {
        return others.stream().anyMatch(other -> other.label().equalsIgnoreCase(label));
    }

    private static void checkLabel(Credential draft, List<Credential> others) {
        if (draft.label().isBlank() || draft.label().length() > LONGEST_NAME) {
            throw RefusedException.field("label", "a key's label has 1 to 60 characters");
        }
        if (isTaken(draft.label(), others)) {
            throw RefusedException.conflict(
                    "the provider has a key \"" + draft.label() + "\" already");
        }
    }

    /// The same key twice would be asked twice as often, and not stand in for itself.
    private void checkNew(String secret, List<Credential> others) {
        for (Credential other : others) {
            if (secret.equals(secret(other))) {
                throw RefusedException.field(
                        "api_key",
                        "the provider has this key already, as \"" + other.label() + "\"");
            }
        }
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
        if (isBuiltIn(provider)) {
            throw RefusedException.conflict("the sandbox is built in and can't be removed");
        }
        List<String> secrets = secretsOf(provider);
        removed = new Removed(provider, keyring.secrets(secrets));
        providers.remove(provider.id());
        keyring.forget(secrets);
        return provider;
    }

    private List<String> secretsOf(Provider provider) {
        return Stream.concat(
                        provider.credentials().stream().map(Credential::id),
                        hidden.ids(provider.id(), provider.connecting().transport()).stream())
                .toList();
    }

    /// Puts the provider that was removed last back as it was, with its credentials.
    ///
    /// @throws RefusedException when it is another one, or its name was given away since
    public synchronized Provider restore(String id) {
        Removed last = removed;
        if (last == null || !last.provider().id().equals(id)) {
            throw RefusedException.notFound("there is no removed provider \"" + id + "\"");
        }
        Provider provider = last.provider();
        checkName(provider.name(), provider);
        removed = null;
        keyring.putBack(last.secrets());
        providers.put(id, provider);
        return provider;
    }

    /// The provider's credential with the id or label.
    ///
    /// @throws RefusedException when there is none
    public Credential credential(Provider provider, String idOrLabel) {
        return provider.credential(idOrLabel);
    }

    /// The names of those that have a credential whose secret can't be read.
    public List<String> withLostSecrets() {
        return providers.all().stream()
                .filter(p -> p.credentials().stream().anyMatch(c -> secret(c) == null))
                .map(Provider::name)
                .toList();
    }

    /// What to send to a provider for the credential, or null when it is lost.
    public @Nullable String secret(Credential credential) {
        return keyring.secret(credential.id());
    }
}
