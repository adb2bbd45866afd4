package dev.syngate.retention;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;

/// The retention that was chosen for this data directory, or the default. Safe for any thread.
public final class RetentionSettings {
    /// The store's map that holds the choice.
    public static final RecordMap<Retention> MAP = new RecordMap<>("retention", Retention.class);

    private static final String CHOSEN = "chosen";
    private final CachedMap<Retention> chosen;

    public RetentionSettings(Store store) {
        chosen = new CachedMap<>(store, MAP);
    }

    public Retention get() {
        Retention found = chosen.get(CHOSEN);
        return found == null ? Retention.DEFAULT : found;
    }

    /// Takes effect with the next sweep.
    public void set(Retention retention) {
        chosen.put(CHOSEN, retention);
    }
}
