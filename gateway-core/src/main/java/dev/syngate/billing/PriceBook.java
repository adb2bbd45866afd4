package dev.syngate.billing;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The prices of models, in versions: what was charged is never priced again. Safe for any thread.
public final class PriceBook {
    /// The store's map that holds them, by model id.
    public static final RecordMap<History> MAP = new RecordMap<>("prices", History.class);

    private final CachedMap<History> histories;
    private final InstantSource clock;

    public PriceBook(Store store, InstantSource clock) {
        this.histories = new CachedMap<>(store, MAP);
        this.clock = clock;
    }

    /// All versions of a model's price, the oldest first.
    public record History(String model, List<PriceVersion> versions) {
        public History {
            versions = List.copyOf(versions);
        }

        @Nullable PriceVersion at(Instant time) {
            for (PriceVersion version : versions.reversed()) {
                if (version.holds(time)) {
                    return version;
                }
            }
            return null;
        }
    }

    /// The version that holds at the time; null: the model has no price of its own then.
    public @Nullable PriceVersion at(String model, Instant time) {
        History history = histories.get(model);
        return history == null ? null : history.at(time);
    }

    /// The price that holds now.
    public @Nullable PriceVersion current(String model) {
        return at(model, clock.instant());
    }

    public List<PriceVersion> versions(String model) {
        History history = histories.get(model);
        return history == null ? List.of() : history.versions();
    }

    /// Adds a version, unless it says what holds already.
    ///
    /// @param from null: now
    public synchronized PriceVersion set(
            String model,
            Price price,
            @Nullable Instant from,
            @Nullable Instant until,
            PriceVersion.Source source) {
        Instant now = clock.instant();
        PriceVersion before = from == null ? at(model, now) : null;
        if (before != null
                && until == null
                && before.until() == null
                && before.price().equals(price)
                && before.source() == source) {
            return before;
        }
        List<PriceVersion> versions = new ArrayList<>(versions(model));
        int number = versions.isEmpty() ? 1 : versions.getLast().number() + 1;
        PriceVersion added =
                new PriceVersion(number, price, from == null ? now : from, until, source, now);
        versions.add(added);
        histories.put(model, new History(model, versions));
        return added;
    }

    public synchronized void remove(String model) {
        if (histories.get(model) != null) {
            histories.remove(model);
        }
    }
}
