package dev.syngate.routing;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import org.jspecify.annotations.Nullable;

/// How routes were chosen to be tried for this data directory, or the default. Safe for any thread.
public final class RoutingSettings {
    /// The store's map that holds the choice.
    public static final RecordMap<Choice> MAP = new RecordMap<>("routing", Choice.class);

    private static final String CHOSEN = "chosen";
    private static final Choice DEFAULT = new Choice(true, null, null);
    private final CachedMap<Choice> chosen;

    public RoutingSettings(Store store) {
        chosen = new CachedMap<>(store, MAP);
    }

    /// What can be chosen.
    ///
    /// @param sticky whether the turns of a conversation stay at one provider among equals
    /// @param hedgeMillis after how many milliseconds without an answer a second route is asked at
    ///   the same time; null: never
    /// @param probes what providers that failed may be asked; null: what costs nothing
    public record Choice(
            boolean sticky, @Nullable Integer hedgeMillis, Probes.@Nullable Kind probes) {
        public Probes.Kind probing() {
            return probes == null ? Probes.Kind.FREE : probes;
        }

        /// 0: a second route is never asked.
        int hedge() {
            return hedgeMillis == null ? 0 : hedgeMillis;
        }
    }

    public Choice get() {
        Choice found = chosen.get(CHOSEN);
        return found == null ? DEFAULT : found;
    }

    /// Takes effect with the next call.
    public void set(Choice choice) {
        chosen.put(CHOSEN, choice);
    }
}
