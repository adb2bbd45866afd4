package dev.syngate.listening;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;

/// The place to listen at that was chosen for this data directory, or the default. Safe for any
/// thread.
public final class ListeningSettings {
    /// The store's map that holds the choice.
    public static final RecordMap<Place> MAP = new RecordMap<>("listening", Place.class);

    private static final String CHOSEN = "chosen";
    private final CachedMap<Place> chosen;

    public ListeningSettings(Store store) {
        chosen = new CachedMap<>(store, MAP);
    }

    public Place get() {
        Place found = chosen.get(CHOSEN);
        return found == null ? Place.DEFAULT : found;
    }

    /// Keeps the choice; whoever listens moves by itself.
    public void set(Place place) {
        chosen.put(CHOSEN, place);
    }
}
