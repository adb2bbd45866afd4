package dev.syngate.provider;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of the last tests and probes of each provider, kept until the provider is removed.
/// Safe for any thread.
public final class ProbeHistory {
    /// The store's map that holds it, by provider.
    public static final RecordMap<OfProvider> MAP =
            new RecordMap<>("probe-history", OfProvider.class);

    private static final int MOST = 20;

    private final CachedMap<OfProvider> byProvider;
    private final InstantSource clock;

    public ProbeHistory(Store store, InstantSource clock) {
        this.byProvider = new CachedMap<>(store, MAP);
        this.clock = clock;
    }

    /// @param results the newest first
    public record OfProvider(List<Result> results) {
        public OfProvider {
            results = List.copyOf(results);
        }
    }

    /// What came of one.
    ///
    /// @param detail what was found, or the cause and what to do about it
    /// @param millis how long it took
    /// @param automatic whether the gateway asked by itself, after calls had failed
    /// @param model the model that was asked for real; null: none was
    /// @param cost what the provider asks for that, in dollars; null: nothing, or not known
    public record Result(
            Instant time,
            boolean ok,
            String detail,
            long millis,
            boolean automatic,
            @Nullable String model,
            @Nullable String cost) {}

    /// The last results of a provider, the newest first.
    public List<Result> of(Provider provider) {
        OfProvider known = byProvider.get(provider.id());
        return known == null ? List.of() : known.results();
    }

    /// Keeps what came of a test that a person asked for.
    public void tested(
            Provider provider,
            boolean ok,
            String detail,
            long millis,
            @Nullable String model,
            @Nullable String cost) {
        add(provider, new Result(clock.instant(), ok, detail, millis, false, model, cost));
    }

    /// Keeps what came of a probe of the gateway's own.
    public void probed(Provider provider, Checklist found) {
        add(
                provider,
                new Result(
                        clock.instant(),
                        found.ok(),
                        found.detail(),
                        found.millis(),
                        true,
                        null,
                        null));
    }

    private synchronized void add(Provider provider, Result result) {
        byProvider.put(
                provider.id(),
                new OfProvider(
                        Stream.concat(Stream.of(result), of(provider).stream())
                                .limit(MOST)
                                .toList()));
    }

    /// Forgets a provider.
    public void forget(String provider) {
        byProvider.remove(provider);
    }
}
