package dev.syngate.routing;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;

/// How routes were chosen to be tried for this data directory, or the default. Safe for any thread.
public final class RoutingSettings {
    /// The store's map that holds the choice.
    public static final RecordMap<Choice> MAP = new RecordMap<>("routing", Choice.class);

    private static final String CHOSEN = "chosen";
    private static final Choice DEFAULT = new Choice(true);
    private final CachedMap<Choice> chosen;

    public RoutingSettings(Store store) {
        chosen = new CachedMap<>(store, MAP);
    }

    /// What can be chosen.
    ///
    /// @param sticky whether the turns of a conversation stay at one provider among equals
    public record Choice(boolean sticky) {}

    public Choice get() {
        Choice found = chosen.get(CHOSEN);
        return found == null ? DEFAULT : found;
    }

    /// Takes effect with the next call.
    public void set(Choice choice) {
        chosen.put(CHOSEN, choice);
    }
}
