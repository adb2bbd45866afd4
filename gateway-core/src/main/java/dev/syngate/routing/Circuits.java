package dev.syngate.routing;

import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The circuit breaker of every credential and model of a provider. They only say who is tried
/// first: nobody is refused because of them. A provider that is changed begins anew, but for its
/// credentials: each of these keeps its own. Safe for any thread.
public final class Circuits {
    private final Map<String, OfProvider> circuits = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public Circuits(InstantSource clock) {
        this.clock = clock;
    }

    private record OfProvider(Provider provider, Map<Place, CircuitBreaker> places) {
        OfProvider(Provider provider) {
            this(provider, new ConcurrentHashMap<>());
        }
    }

    /// What a circuit is of.
    ///
    /// @param credential its id; empty: none
    private record Place(String credential, String model) {
        Place(@Nullable Credential credential, String model) {
            this(credential == null ? "" : credential.id(), model);
        }

        /// Asked of every call: what a record would have made is slow before it is compiled well.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place it
                    && model.equals(it.model)
                    && credential.equals(it.credential);
        }

        @Override
        public int hashCode() {
            return 31 * credential.hashCode() + model.hashCode();
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
        /// The circuits of all its models and credentials that were called are open.
        DOWN,
        DISABLED,
        /// It was not called since it was added or changed, or since the program started.
        UNKNOWN
    }

    /// One circuit at one moment.
    ///
    /// @param credential its label; empty: none
    /// @param model as the provider names it
    public record Circuit(String provider, String credential, String model, State state) {}

    long now() {
        return clock.millis();
    }

    CircuitBreaker of(Target target) {
        Place place = new Place(target.credential(), target.upstreamModel());
        Map<Place, CircuitBreaker> places = of(target.provider()).places();
        CircuitBreaker breaker = places.get(place);
        return breaker != null
                ? breaker
                : places.computeIfAbsent(place, fresh -> new CircuitBreaker());
    }

    private OfProvider of(Provider provider) {
        OfProvider known = circuits.get(provider.id());
        return known != null && known.provider() == provider
                ? known
                : circuits.merge(provider.id(), new OfProvider(provider), Circuits::newest);
    }

    /// How the circuit of a route stands; null: it was not called.
    @Nullable State stateOf(Target target) {
        CircuitBreaker breaker =
                inUse(target.provider())
                        .get(new Place(target.credential(), target.upstreamModel()));
        return breaker == null ? null : breaker.state(now());
    }

    /// A route that failed and may be asked whether it is back.
    ///
    /// @param place what the provider lets in: a credential, or anybody
    record Suspect(
            String place, @Nullable Credential credential, String model, CircuitBreaker circuit) {}

    /// The routes of the provider that failed, whose circuits let a call through within the time.
    List<Suspect> suspects(Provider provider, long withinMillis) {
        long now = now();
        List<Suspect> found = new ArrayList<>();
        inUse(provider)
                .forEach((place, breaker) -> {
                    if (breaker.wantsProbe(now, withinMillis)) {
                        Credential credential =
                                provider.usable().stream()
                                        .filter(one -> one.id().equals(place.credential()))
                                        .findFirst()
                                        .orElse(null);
                        String name = credential == null ? provider.id() : credential.id();
                        found.add(new Suspect(name, credential, place.model(), breaker));
                    }
                });
        return found;
    }

    /// Whether any circuit has failed lately.
    boolean haveFailures() {
        for (OfProvider known : circuits.values()) {
            for (CircuitBreaker breaker : known.places().values()) {
                if (!breaker.isWell()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static OfProvider newest(OfProvider known, OfProvider other) {
        return known.provider().isLike(other.provider())
                ? new OfProvider(other.provider(), known.places())
                : other;
    }

    public Health health(Provider provider) {
        if (!provider.enabled()) {
            return Health.DISABLED;
        }
        Collection<CircuitBreaker> breakers = inUse(provider).values();
        long now = now();
        if (breakers.isEmpty()) {
            return Health.UNKNOWN;
        }
        if (breakers.stream().allMatch(CircuitBreaker::isWell)) {
            return Health.HEALTHY;
        }
        return breakers.stream().noneMatch(circuit -> circuit.state(now) == State.CLOSED)
                ? Health.DOWN
                : Health.DEGRADED;
    }

    /// How a credential of the provider does, over all models that it was used for.
    public Standing standing(Provider provider, Credential credential) {
        List<CircuitBreaker> breakers =
                inUse(provider).entrySet().stream()
                        .filter(entry -> entry.getKey().credential().equals(credential.id()))
                        .map(Map.Entry::getValue)
                        .toList();
        return Standing.of(credential, breakers, clock.instant());
    }

    /// The circuits of the providers' routes that were called.
    public List<Circuit> of(List<Provider> providers) {
        long now = now();
        List<Circuit> found = new ArrayList<>();
        for (Provider provider : providers) {
            inUse(provider)
                    .forEach((place, breaker) ->
                            found.add(
                                    new Circuit(
                                            provider.name(),
                                            label(provider, place.credential()),
                                            place.model(),
                                            breaker.state(now))));
        }
        return found;
    }

    private static String label(Provider provider, String credential) {
        return provider.credentials().stream()
                .filter(one -> one.id().equals(credential))
                .map(Credential::label)
                .findFirst()
                .orElse("");
    }

    /// The circuits of the credentials that the provider has and that are not paused.
    private Map<Place, CircuitBreaker> inUse(Provider provider) {
        OfProvider known = circuits.get(provider.id());
        if (known == null || !known.provider().isLike(provider)) {
            return Map.of();
        }
        List<String> ids =
                provider.credentials().isEmpty()
                        ? List.of("")
                        : provider.usable().stream().map(Credential::id).toList();
        Map<Place, CircuitBreaker> found = new LinkedHashMap<>();
        known.places()
                .forEach((place, breaker) -> {
                    if (ids.contains(place.credential())) {
                        found.put(place, breaker);
                    }
                });
        return found;
    }
}
