package dev.syngate.catalogue;

import dev.syngate.access.AllowedModels;
import dev.syngate.billing.PriceBook;
import dev.syngate.billing.PriceVersion.Source;
import dev.syngate.provider.ListedModel;
import dev.syngate.provider.Provider;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import dev.syngate.routing.Traits;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes over models that a provider lists, with what its list tells of them, and remembers which
/// it listed, so that new ones are seen. What a person set stays. Safe for any thread.
public final class ModelFetch {
    /// The store's map of what each provider listed.
    public static final RecordMap<Seen> MAP = new RecordMap<>("listed-models", Seen.class);

    private static final Duration NEW = Duration.ofDays(7);

    private final CachedMap<Seen> seen;
    private final Models models;
    private final InstantSource clock;

    /// What each provider listed last, in memory only.
    private final Map<String, List<ListedModel>> latest = new ConcurrentHashMap<>();

    public ModelFetch(Store store, Models models, InstantSource clock) {
        this.seen = new CachedMap<>(store, MAP);
        this.models = models;
        this.clock = clock;
    }

    /// What a provider listed.
    ///
    /// @param first when it was first asked
    /// @param since when each model was first listed
    public record Seen(Instant first, Map<String, Instant> since) {
        public Seen {
            since = Map.copyOf(since);
        }
    }

    /// How a listed model stands.
    public enum State {
        /// It is served at the provider.
        SERVED,
        /// It is not served, and was not listed until lately.
        NEW,
        /// It is not served.
        LISTED,
        /// It is served, but not listed any more.
        GONE
    }

    /// A model of a provider's list.
    public record Found(ProviderListing listing, State state) {}

    /// Which models are meant, by patterns with `*`.
    ///
    /// @param add none: all
    /// @param except none: none
    public record Choice(List<String> add, List<String> except) {
        public static final Choice ALL = new Choice(List.of(), List.of());

        boolean fits(String id) {
            return (add.isEmpty() || fits(add, id)) && !fits(except, id);
        }

        private static boolean fits(List<String> patterns, String id) {
            return patterns.stream().anyMatch(pattern -> AllowedModels.matches(pattern, id));
        }
    }

    /// What the provider lists by now, and what it no longer does; from now on it is known.
    public synchronized List<Found> look(Provider provider, List<ListedModel> listed) {
        latest.put(provider.id(), List.copyOf(listed));
        Instant now = clock.instant();
        Seen before = seen.get(provider.id());
        Map<String, Instant> since = new HashMap<>(before == null ? Map.of() : before.since());
        listed.forEach(model -> since.putIfAbsent(model.id(), now));
        Seen after = new Seen(before == null ? now : before.first(), since);
        if (!after.equals(before)) {
            seen.put(provider.id(), after);
        }
        List<String> served = served(provider);
        List<Found> found = new ArrayList<>();
        for (ListedModel model : listed) {
            ProviderListing listing = ProviderListing.of(model);
            found.add(new Found(listing, state(listing.id(), served, after, now)));
        }
        List<String> ids = listed.stream().map(ListedModel::id).toList();
        for (String id : served) {
            if (!ids.contains(id)) {
                found.add(
                        new Found(
                                new ProviderListing(id, null, Traits.UNKNOWN, null, null),
                                State.GONE));
            }
        }
        return found;
    }

    private static State state(String id, List<String> served, Seen known, Instant now) {
        Instant since = known.since().getOrDefault(id, known.first());
        boolean late = since.isAfter(known.first()) && since.isAfter(now.minus(NEW));
        return served.contains(id) ? State.SERVED : late ? State.NEW : State.LISTED;
    }

    /// What the provider calls the models that it serves.
    private List<String> served(Provider provider) {
        return models.list().stream()
                .flatMap(model -> model.routes().stream())
                .filter(route -> route.provider().equals(provider.id()))
                .map(Model.Route::upstreamModel)
                .toList();
    }

    /// Serves those that are chosen at the provider, and learns what is told of them.
    ///
    /// @return the ids of those that were not served before
    public List<String> add(Provider provider, List<ListedModel> listed, Choice choice) {
        List<ListedModel> chosen =
                listed.stream().filter(model -> choice.fits(model.id())).toList();
        look(provider, listed);
        List<String> before = served(provider);
        take(provider, chosen);
        return chosen.stream().map(ListedModel::id).filter(id -> !before.contains(id)).toList();
    }

    private void take(Provider provider, List<ListedModel> chosen) {
        Map<String, Model> changed = new TreeMap<>();
        List<PriceBook.Draft> prices = new ArrayList<>();
        for (ListedModel one : chosen) {
            ProviderListing listing = ProviderListing.of(one);
            Model old = models.find(listing.id());
            Model model = old == null ? Model.named(listing.id()) : old;
            changed.put(model.id(), told(model.routedAt(provider, listing.id()), listing));
            PriceBook.Draft price = price(provider, model, listing);
            if (price != null) {
                prices.add(price);
            }
        }
        models.setAll(changed.values());
        models.prices().setAll(prices);
    }

    /// Learns of the models that the provider serves what its latest list told of them, if it was
    /// asked for it since the program started.
    public void learn(Provider provider) {
        List<String> served = served(provider);
        List<ListedModel> told =
                latest.getOrDefault(provider.id(), List.of()).stream()
                        .filter(model -> served.contains(model.id()))
                        .toList();
        take(provider, told);
    }

    private static Model told(Model model, ProviderListing listing) {
        Model known =
                model.withTraits(model.traits().or(listing.traits()))
                        .withContext(model.context() == null ? listing.context() : model.context());
        return model.successor() == null && !Objects.equals(listing.successor(), model.id())
                ? known.withSuccessor(listing.successor())
                : known;
    }

    private PriceBook.@Nullable Draft price(
            Provider provider, Model model, ProviderListing listing) {
        boolean known =
                provider.defaultPrice() != null || models.prices().current(model.id()) != null;
        return known || listing.price() == null
                ? null
                : new PriceBook.Draft(model.id(), listing.price(), null, null, Source.IMPORT);
    }

    /// Forgets what a removed provider listed.
    public void forget(String provider) {
        seen.remove(provider);
        latest.remove(provider);
    }
}
