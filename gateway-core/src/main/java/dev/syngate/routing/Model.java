package dev.syngate.routing;

import dev.syngate.billing.Price;
import dev.syngate.provider.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as clients name it.
///
/// @param context the longest prompt in tokens; null: unknown
/// @param price null: the model's provider decides, see [Models#price]
public record Model(
        String id,
        List<String> aliases,
        List<Route> routes,
        @Nullable Long context,
        @Nullable Price price,
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
