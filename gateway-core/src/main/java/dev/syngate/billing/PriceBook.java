package dev.syngate.billing;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return history(model).versions();
    }

    /// A price that becomes a version.
    ///
    /// @param from null: now
    public record Draft(
            String model,
            Price price,
            @Nullable Instant from,
            @Nullable Instant until,
            PriceVersion.Source source) {}

    /// Adds a version, unless it says what holds already.
    public void set(Draft draft) {
        setAll(List.of(draft));
    }

    /// Adds versions, all together.
    public synchronized void setAll(List<Draft> drafts) {
        Map<String, History> changed = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            History before = changed.getOrDefault(draft.model(), history(draft.model()));
            if (!says(before, draft)) {
                changed.put(draft.model(), plus(before, draft));
            }
        }
        histories.putAll(changed);
    }

    private History history(String model) {
        History history = histories.get(model);
        return history == null ? new History(model, List.of()) : history;
    }

    private boolean says(History history, Draft draft) {
        PriceVersion holds = history.at(clock.instant());
        return holds != null
                && draft.from() == null
                && draft.until() == null
                && holds.until() == null
                && holds.price().equals(draft.price())
                && holds.source() == draft.source();
    }

    private History plus(History before, Draft draft) {
        Instant now = clock.instant();
        List<PriceVersion> versions = new ArrayList<>(before.versions());
        int number = versions.isEmpty() ? 1 : versions.getLast().number() + 1;
        Instant from = draft.from() == null ? now : draft.from();
        versions.add(
                new PriceVersion(number, draft.price(), from, draft.until(), draft.source(), now));
        return new History(before.model(), versions);
    }

    /// Gives the versions of one model to another, in place of its own.
    public synchronized void rename(String model, String other) {
        History history = histories.get(model);
        if (history != null) {
            histories.put(other, new History(other, history.versions()));
            histories.remove(model);
        }
    }

    public synchronized void remove(String model) {
        if (histories.get(model) != null) {
            histories.remove(model);
        }
    }
}
