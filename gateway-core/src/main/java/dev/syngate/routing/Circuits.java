package dev.syngate.routing;

import dev.syngate.provider.Provider;
import dev.syngate.routing.Router.Target;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The circuit breaker of every provider and model. They only say who is tried first: nobody is
/// refused because of them. A provider that is changed begins anew. Safe for any thread.
public final class Circuits {
    private final Map<String, OfProvider> circuits = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public Circuits(InstantSource clock) {
        this.clock = clock;
    }

    private record OfProvider(Provider provider, Map<String, CircuitBreaker> models) {
        OfProvider(Provider provider) {
            this(provider, new ConcurrentHashMap<>());
        }
    }

    /// How a circuit stands.
    public enum State {
        /// It works.
        CLOSED,
        /// It failed, and may show with one call that it works again.
        HALF_OPEN,
        /// It failed: others go first.
        OPEN
    }

    /// How a provider does, as far as its calls have shown.
    public enum Health {
        HEALTHY,
        /// Some calls failed lately.
        DEGRADED,
        /// The circuits of all its models that were called are open.
        DOWN,
        DISABLED,
        /// It was not called since it was added or changed, or since the program started.
        UNKNOWN
    }

    /// One circuit at one moment.
    ///
    /// @param model as the provider names it
    public record Circuit(String provider, String model, State state) {}

    long now() {
        return clock.millis();
    }

    CircuitBreaker of(Target target) {
        Provider provider = target.provider();
        OfProvider known = circuits.get(provider.id());
        if (known == null || !known.provider().equals(provider)) {
            known = circuits.merge(provider.id(), new OfProvider(provider), Circuits::newest);
        }
        CircuitBreaker breaker = known.models().get(target.upstreamModel());
        return breaker != null
                ? breaker
                : known.models()
                        .computeIfAbsent(target.upstreamModel(), model -> new CircuitBreaker());
    }

    private static OfProvider newest(OfProvider known, OfProvider other) {
        return known.provider().equals(other.provider()) ? known : other;
    }

    public Health health(Provider provider) {
        if (!provider.enabled()) {
            return Health.DISABLED;
        }
        Map<String, CircuitBreaker> models = modelsOf(provider);
        long now = now();
        boolean all = models.values().stream().allMatch(CircuitBreaker::isWell);
        boolean none =
                models.values().stream().noneMatch(circuit -> circuit.state(now) == State.CLOSED);
        if (models.isEmpty()) {
            return Health.UNKNOWN;
        }
        return all ? Health.HEALTHY : none ? Health.DOWN : Health.DEGRADED;
    }

    /// The circuits of the providers' routes that were called.
    public List<Circuit> of(List<Provider> providers) {
        long now = now();
        List<Circuit> found = new ArrayList<>();
        for (Provider provider : providers) {
            modelsOf(provider)
                    .forEach((model, breaker) ->
                            found.add(new Circuit(provider.name(), model, breaker.state(now))));
        }
        return found;
    }

    private Map<String, CircuitBreaker> modelsOf(Provider provider) {
        OfProvider known = circuits.get(provider.id());
        return known == null || !known.provider().equals(provider) ? Map.of() : known.models();
    }
}
