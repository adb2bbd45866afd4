package dev.syngate.routing;

import dev.syngate.provider.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as clients name it. What it costs is in the price book.
///
/// @param context the longest prompt in tokens; null: unknown
public record Model(
        String id,
        List<String> aliases,
        List<Route> routes,
        @Nullable Long context,
        boolean enabled) {
    public Model {
        aliases = List.copyOf(aliases);
        routes = List.copyOf(routes);
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
