package dev.syngate.routing;

import dev.syngate.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as clients name it. What it costs is in the price book.
///
/// @param context the longest prompt in tokens; null: unknown
/// @param fallbacks names of what serves instead where none of its routes does, in this order
/// @param successor the name of what to use instead of it, for it will go; null: it stays
public record Model(
        String id,
        List<String> aliases,
        List<Route> routes,
        @Nullable Long context,
        boolean enabled,
        Traits traits,
        List<String> fallbacks,
        @Nullable String successor) {
    /// Records of earlier versions say nothing of traits.
    @SuppressWarnings("NullAway") // stored records may lack it
    public Model {
        aliases = List.copyOf(aliases);
        routes = List.copyOf(routes);
        traits = traits == null ? Traits.UNKNOWN : traits;
        fallbacks = List.copyOf(fallbacks);
    }

    /// One of which nothing more is known.
    public Model(
            String id,
            List<String> aliases,
            List<Route> routes,
            @Nullable Long context,
            boolean enabled) {
        this(id, aliases, routes, context, enabled, Traits.UNKNOWN, List.of(), null);
    }

    /// A new one without a route.
    public static Model named(String id) {
        return new Model(id, List.of(), List.of(), null, true);
    }

    public Model withId(String other, List<String> otherAliases) {
        return new Model(
                other, otherAliases, routes, context, enabled, traits, fallbacks, successor);
    }

    public Model withRoutes(List<Route> others) {
        return new Model(id, aliases, others, context, enabled, traits, fallbacks, successor);
    }

    public Model withContext(@Nullable Long other) {
        return new Model(id, aliases, routes, other, enabled, traits, fallbacks, successor);
    }

    public Model withTraits(Traits others) {
        return new Model(id, aliases, routes, context, enabled, others, fallbacks, successor);
    }

    public Model withFallbacks(List<String> others) {
        return new Model(id, aliases, routes, context, enabled, traits, others, successor);
    }

    public Model withSuccessor(@Nullable String other) {
        return new Model(id, aliases, routes, context, enabled, traits, fallbacks, other);
    }

    /// The same, with a route to the provider, ranked as that is, unless it has one already.
    public Model routedAt(Provider provider, String upstreamModel) {
        if (routes.stream().anyMatch(route -> route.provider().equals(provider.id()))) {
            return this;
        }
        List<Route> all = new ArrayList<>(routes);
        all.add(new Route(provider.id(), upstreamModel, provider.priority(), provider.weight()));
        return withRoutes(all);
    }

    /// Whether clients may call it so.
    boolean isCalled(String name) {
        return id.equals(name) || aliases.contains(name);
    }

    /// A model at a provider.
    ///
    /// @param provider the provider's id
    /// @param upstreamModel what the provider calls it
    /// @param priority the highest is tried first
    /// @param weight share among routes of the same priority
    public record Route(String provider, String upstreamModel, int priority, int weight) {
        Route rankedAs(Provider ranked) {
            return new Route(provider, upstreamModel, ranked.priority(), ranked.weight());
        }
    }
}
