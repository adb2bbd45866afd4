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
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The models that clients can name, with their routes and prices. Safe for any thread.
public final class Models {
    /// The store's map that holds them.
    public static final RecordMap<Model> MAP = new RecordMap<>("models", Model.class);

    private static final String PREFIX = "models/";

    private final CachedMap<Model> models;
    private final Providers providers;
    private final PriceBook prices;
    private final ListPrices listPrices;
    private final InstantSource clock;
    private final boolean startedEmpty;

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
        this.models = new CachedMap<>(store, MAP);
        this.providers = providers;
        this.startedEmpty = models.all().isEmpty();
        SandboxProvider.MODELS.forEach(id -> addRoute(id, SandboxProvider.PROVIDER, id));
    }

    /// Whether the store had no model yet when it was opened.
    public boolean startedEmpty() {
        return startedEmpty;
    }

    public List<Model> list() {
        return models.list();
    }

    /// The model that a caller means: Gemini's clients may add or leave out `models/` before it.
    public @Nullable Model meant(String name) {
        Model exact = find(name);
        return exact != null
                ? exact
                : find(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : PREFIX + name);
    }

    /// The model with the id or alias.
    public @Nullable Model find(String idOrAlias) {
        Model byId = models.get(idOrAlias);
        return byId != null
                ? byId
                : models.all().stream()
                        .filter(m -> m.aliases().contains(idOrAlias))
                        .findFirst()
                        .orElse(null);
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
                .filter(m -> m.enabled() && allowed.allows(m.id()) && !m.routes().isEmpty())
                .toList();
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
        Model.Route route =
                new Model.Route(
                        provider.id(), upstreamModel, provider.priority(), provider.weight());
        Model old = models.get(id);
        if (old == null) {
            set(new Model(id, List.of(), List.of(route), null, true));
        } else if (old.routes().stream().noneMatch(r -> r.provider().equals(provider.id()))) {
            List<Model.Route> routes = new ArrayList<>(old.routes());
            routes.add(route);
            set(withRoutes(old, routes));
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
                set(withRoutes(model, routes));
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
                set(withRoutes(model, left));
            }
        }
    }

    public Model remove(String id) {
        Model model = get(id);
        models.remove(model.id());
        prices.remove(model.id());
        return model;
    }

    private static Model withRoutes(Model model, List<Model.Route> routes) {
        return new Model(model.id(), model.aliases(), routes, model.context(), model.enabled());
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
                ? listed(provider, route, time)
                : new Pricing("provider:" + provider.name(), 0, standard);
    }

    /// Vendors' list prices say nothing about a server on this machine or network.
    private @Nullable Pricing listed(Provider provider, Model.Route route, Instant time) {
        if (provider.isLocal()) {
            return null;
        }
        String name = route.upstreamModel();
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
