package dev.syngate.routing;

import dev.syngate.access.AllowedModels;
import dev.syngate.billing.Price;
import dev.syngate.billing.PriceBook;
import dev.syngate.billing.PriceVersion;
import dev.syngate.billing.Pricing;
import dev.syngate.call.RefusedException;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import dev.syngate.provider.SandboxProvider;
import dev.syngate.routing.ModelMap.Mapped;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The models that clients can name, with their routes and prices. Safe for any thread.
public final class Models {
    /// The store's map that holds them.
    public static final RecordMap<Model> MAP = new RecordMap<>("models", Model.class);

    private static final String PREFIX = "models/";

    private final CachedMap<Model> models;
    private final AtomicLong version = new AtomicLong();
    private final ModelMap map;
    private final Providers providers;
    private final PriceBook prices;
    private final ListPrices listPrices;
    private final InstantSource clock;
    private final boolean startedEmpty;
    private volatile @Nullable Names names;

    /// @param listPrices for models at vendors that nobody has set a price for
    public Models(
            Store store,
            Providers providers,
            PriceBook prices,
            ListPrices listPrices,
            InstantSource clock) {
        this.prices = prices;
        this.listPrices = listPrices;
        this.clock = clock;
        this.map = new ModelMap(store);
        this.models = new CachedMap<>(store, MAP, (before, after) -> forgetNames());
        this.providers = providers;
        this.startedEmpty = models.all().isEmpty();
        SandboxProvider.MODELS.forEach(id -> addRoute(id, SandboxProvider.PROVIDER, id));
    }

    private void forgetNames() {
        version.incrementAndGet();
        names = null;
    }

    /// The rules for names that no model has.
    public ModelMap map() {
        return map;
    }

    /// Whether the store had no model yet when it was opened.
    public boolean startedEmpty() {
        return startedEmpty;
    }

    public List<Model> list() {
        return models.list();
    }

    /// What a caller means by a name: a model's id or alias, before which Gemini's clients may add
    /// or leave out `models/`; `provider/model`; what the map of models makes of it. Null: nothing.
    public @Nullable Meant meant(String name) {
        Mapped instead = map.find(name, true);
        Meant there = instead == null ? null : named(instead.name());
        if (instead != null && there != null) {
            return there.by(instead.rule());
        }
        Meant named = named(name);
        Mapped mapped = named == null ? map.find(name, false) : null;
        Meant found = mapped == null ? named : named(mapped.name());
        return mapped == null || found == null ? found : found.by(mapped.rule());
    }

    /// The same without the map of models.
    private @Nullable Meant named(String name) {
        Model called = find(name);
        if (called == null) {
            called =
                    find(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : PREFIX + name);
        }
        return called == null ? atProvider(name) : new Meant(called, null, null);
    }

    /// Names of providers and of models may hold slashes.
    private @Nullable Meant atProvider(String name) {
        String full = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        for (int slash = full.indexOf('/'); slash > 0; slash = full.indexOf('/', slash + 1)) {
            Provider provider = providers.findSpelled(full.substring(0, slash));
            Model model =
                    provider == null ? null : names().at(provider.id(), full.substring(slash + 1));
            if (model != null) {
                return new Meant(model, provider, null);
            }
        }
        return null;
    }

    private Names names() {
        Names known = names;
        if (known == null) {
            long before = version.get();
            known = new Names(models.all());
            if (version.get() == before) {
                names = known;
            }
        }
        return known;
    }

    /// The model with the id or alias.
    public @Nullable Model find(String idOrAlias) {
        return names().called(idOrAlias);
    }

    /// The model with the id or alias.
    ///
    /// @throws RefusedException when there is none
    public Model get(String idOrAlias) {
        Model model = find(idOrAlias);
        if (model == null) {
            throw RefusedException.notFound("there is no model \"" + idOrAlias + "\"");
        }
        return model;
    }

    /// The models that a caller may use, with a route that exists.
    public List<Model> usableBy(AllowedModels allowed) {
        return models.all().stream()
                .filter(m ->
                        m.enabled() && m.routes().stream().anyMatch(r -> allows(allowed, m, r)))
                .toList();
    }

    /// Whether a caller may use what is meant, at one of its providers at least.
    boolean mayUse(AllowedModels allowed, Meant meant) {
        Model model = meant.model();
        if (model.routes().isEmpty()) {
            return allowed.allows(model.id());
        }
        for (Model.Route route : model.routes()) {
            if (meant.mayBeAt(route.provider()) && allows(allowed, model, route)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a caller may use the model at a provider: it may be named with or without it.
    private boolean allows(AllowedModels allowed, Model model, Model.Route route) {
        Provider provider = providers.byId(route.provider());
        return provider == null
                ? allowed.allows(model.id())
                : allows(allowed, model, route, provider);
    }

    static boolean allows(
            AllowedModels allowed, Model model, Model.Route route, Provider provider) {
        if (allowed.isAll()) {
            return true;
        }
        Set<String> names = new LinkedHashSet<>(model.aliases());
        names.add(model.id());
        names.add(provider.name() + "/" + model.id());
        names.add(provider.name() + "/" + route.upstreamModel());
        return allowed.allowsOneOf(names);
    }

    /// The names of the providers that serve a model, each once.
    public List<String> providerNames(Model model) {
        return model.routes().stream()
                .map(Model.Route::provider)
                .distinct()
                .map(id -> {
                    Provider found = providers.byId(id);
                    return found == null ? id : found.name();
                })
                .toList();
    }

    /// What is known of the model, at the first of its providers.
    public Traits traits(Model model) {
        return model.routes().isEmpty() ? model.traits() : traits(model, model.routes().getFirst());
    }

    /// What is known of the model at a provider.
    public Traits traits(Model model, Model.Route route) {
        Traits known = listPrices.traits(route.upstreamModel());
        return known == null ? model.traits() : model.traits().or(known);
    }

    /// Adds the model or replaces the one with its id.
    public Model set(Model model) {
        check(model);
        models.put(model.id(), model);
        return model;
    }

    /// Adds or replaces many models together.
    public void setAll(Collection<Model> changed) {
        changed.forEach(this::check);
        models.putAll(changed.stream().collect(Collectors.toMap(Model::id, model -> model)));
    }

    private void check(Model model) {
        if (model.id().isBlank() || model.id().length() > 200) {
            throw RefusedException.field("id", "a model's id has 1 to 200 characters");
        }
        for (String alias : model.aliases()) {
            Model other = find(alias);
            if (other != null && !other.id().equals(model.id())) {
                throw RefusedException.conflict(
                        "\"" + alias + "\" names the model " + other.id() + " already");
            }
        }
    }

    /// Makes the model reachable at the provider, adding the model where it does not exist.
    public void addRoute(String id, Provider provider, String upstreamModel) {
        Model old = models.get(id);
        Model routed = (old == null ? Model.named(id) : old).routedAt(provider, upstreamModel);
        if (routed != old) {
            set(routed);
        }
    }

    /// Makes the provider serve these models and no others.
    public void serve(Provider provider, List<String> ids) {
        removeRoutes(provider.id(), model -> !ids.contains(model.id()));
        ids.forEach(id -> addRoute(id, provider, id));
    }

    /// Gives the provider's routes its priority and weight of now.
    public void follow(Provider provider) {
        for (Model model : models.list()) {
            List<Model.Route> routes =
                    model.routes().stream()
                            .map(route ->
                                    route.provider().equals(provider.id())
                                            ? route.rankedAs(provider)
                                            : route)
                            .toList();
            if (!routes.equals(model.routes())) {
                set(model.withRoutes(routes));
            }
        }
    }

    /// Removes the provider's routes; models that only it served go too.
    public void removeProvider(String providerId) {
        removeRoutes(providerId, model -> true);
    }

    private void removeRoutes(String providerId, Predicate<Model> from) {
        for (Model model : models.list().stream().filter(from).toList()) {
            List<Model.Route> left =
                    model.routes().stream().filter(r -> !r.provider().equals(providerId)).toList();
            if (left.isEmpty() && !model.routes().isEmpty() && prices.current(model.id()) == null) {
                models.remove(model.id());
            } else if (left.size() < model.routes().size()) {
                set(model.withRoutes(left));
            }
        }
    }

    /// Gives the model another id; it keeps its price, and the old id as an alias.
    public Model rename(String id, String other) {
        Model old = get(id);
        Model namesake = find(other);
        if (namesake != null && !namesake.id().equals(old.id())) {
            throw RefusedException.conflict("\"" + other + "\" names the model " + namesake.id());
        }
        if (other.equals(old.id())) {
            return old;
        }
        List<String> aliases = new ArrayList<>(old.aliases());
        aliases.remove(other);
        aliases.add(old.id());
        Model renamed = old.withId(other, aliases);
        check(old.withId(other, List.of()));
        prices.rename(old.id(), other);
        models.put(other, renamed);
        models.remove(old.id());
        return renamed;
    }

    public Model remove(String id) {
        Model model = get(id);
        models.remove(model.id());
        prices.remove(model.id());
        return model;
    }

    /// What the model costs at the provider at the time: its own price, else the provider's, else
    /// the vendor's list price; null: unpriced.
    public @Nullable Pricing pricing(Model model, Model.Route route, Instant time) {
        PriceVersion own = prices.at(model.id(), time);
        if (own != null) {
            return new Pricing(model.id(), own.number(), own.price());
        }
        Provider provider = providers.byId(route.provider());
        if (provider == null) {
            return null;
        }
        Price standard = provider.defaultPrice();
        return standard == null
                ? listed(provider, route.upstreamModel(), time)
                : new Pricing("provider:" + provider.name(), 0, standard);
    }

    /// What the provider itself asks at the time: its own price, else the vendor's list price, else
    /// what the model is sold for, before the group's multiplier; null: unknown.
    public @Nullable Price cost(Target target, Instant time) {
        Provider provider = target.provider();
        Price standard = provider.defaultPrice();
        if (standard != null) {
            return standard;
        }
        Pricing listed = listed(provider, target.upstreamModel(), time);
        Pricing sold = target.pricing();
        return listed != null ? listed.price() : sold == null ? null : sold.price();
    }

    /// Vendors' list prices say nothing about a server on this machine or network.
    private @Nullable Pricing listed(Provider provider, String name, Instant time) {
        if (provider.isLocal()) {
            return null;
        }
        Price whole = listPrices.at(name, time);
        Price price =
                whole == null ? listPrices.at(name.substring(name.indexOf('/') + 1), time) : whole;
        return price == null ? null : new Pricing("catalogue:" + name, 0, price);
    }

    /// What the model costs now at the first of its providers that has a price for it; null:
    /// unpriced.
    public @Nullable Price price(Model model) {
        Instant now = clock.instant();
        PriceVersion own = prices.at(model.id(), now);
        if (own != null) {
            return own.price();
        }
        return model.routes().stream()
                .map(route -> pricing(model, route, now))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Pricing::price)
                .orElse(null);
    }

    public PriceBook prices() {
        return prices;
    }
}
