package dev.syngate.routing;

import dev.syngate.codec.Quirk;
import dev.syngate.provider.Provider;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What providers have taught by refusing: kept until their address changes or a person forgets it.
/// Safe for any thread.
public final class LearnedQuirks {
    /// The store's map that holds them, by provider.
    public static final RecordMap<OfProvider> MAP =
            new RecordMap<>("learned-quirks", OfProvider.class);

    private static final int MOST = 200;

    private final CachedMap<OfProvider> byProvider;
    private final InstantSource clock;

    public LearnedQuirks(Store store, InstantSource clock) {
        this.byProvider = new CachedMap<>(store, MAP);
        this.clock = clock;
    }

    /// @param baseUrl the address that was asked
    public record OfProvider(String baseUrl, List<Learned> learned) {
        public OfProvider {
            learned = List.copyOf(learned);
        }
    }

    /// One thing that was learned.
    ///
    /// @param model what the provider calls it
    public record Learned(String model, Quirk quirk, Instant since) {}

    /// All that a provider has taught.
    public List<Learned> of(Provider provider) {
        OfProvider known = byProvider.get(provider.id());
        return known == null || !known.baseUrl().equals(provider.baseUrl())
                ? List.of()
                : known.learned();
    }

    /// What holds for a target.
    public List<Quirk> of(Target target) {
        List<Learned> all = of(target.provider());
        return all.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(one -> one.model().equals(target.upstreamModel()))
                        .map(Learned::quirk)
                        .toList();
    }

    /// Keeps what made a target answer, and waits until that is durable where it is new.
    public synchronized void add(Target target, List<Quirk> quirks) {
        List<Learned> before = of(target.provider());
        List<Learned> all = new ArrayList<>(before);
        for (Quirk quirk : quirks) {
            boolean known =
                    all.stream()
                            .anyMatch(one ->
                                    one.quirk().equals(quirk)
                                            && one.model().equals(target.upstreamModel()));
            if (!known && all.size() < MOST) {
                all.add(new Learned(target.upstreamModel(), quirk, clock.instant()));
            }
        }
        if (all.size() > before.size()) {
            byProvider.put(
                    target.provider().id(), new OfProvider(target.provider().baseUrl(), all));
        }
    }

    /// Forgets all that a provider has taught.
    public void forget(String provider) {
        byProvider.remove(provider);
    }
}
