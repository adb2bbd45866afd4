package dev.syngate.pipeline;

import dev.syngate.provider.Credential;
import dev.syngate.routing.Target;
import dev.syngate.store.Keys;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which provider keeps which response, and whose it is: the latest 10,000, also after a restart.
/// Safe for any thread.
public final class ResponseOwners {
    /// The store's map that holds them.
    public static final RecordMap<Owned> MAP = new RecordMap<>("response-owners", Owned.class);

    private static final int MOST = 10_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final Store store;
    private final InstantSource clock;
    private final int most;
    private final SequencedMap<String, Owned> byId = new LinkedHashMap<>();

    public ResponseOwners(Store store, InstantSource clock) {
        this(store, clock, MOST);
    }

    /// @param most how many are remembered
    ResponseOwners(Store store, InstantSource clock, int most) {
        this.store = store;
        this.clock = clock;
        this.most = most;
        List<Owned> known = store.read(MAP::all);
        known.stream()
                .sorted(Comparator.comparing(Owned::time))
                .forEach(one -> byId.put(one.id(), one));
    }

    /// A response that a provider keeps.
    ///
    /// @param key the id of the API key that asked for it
    /// @param provider the provider's id
    /// @param credential the id of the one that it was asked for with; null: none
    public record Owned(
            String id, String key, String provider, @Nullable String credential, Instant time) {}

    /// @param id null: nothing is kept
    void remember(@Nullable String id, RoutedCall routed, Target target) {
        if (id != null && ID.matcher(id).matches()) {
            Credential credential = target.credential();
            remember(
                    id,
                    routed.admission().spender().key(),
                    target.provider().id(),
                    credential == null ? null : credential.id());
        }
    }

    synchronized void remember(
            String id, String key, String provider, @Nullable String credential) {
        Owned one = new Owned(id, key, provider, credential, clock.instant());
        byId.putLast(id, one);
        Owned oldest = byId.size() > most ? byId.pollFirstEntry().getValue() : null;
        store.write(view -> {
            MAP.put(view, Keys.of(id), one);
            if (oldest != null) {
                MAP.delete(view, Keys.of(oldest.id()));
            }
            return true;
        });
    }

    /// The response that a provider keeps for the key; null: there is none.
    synchronized @Nullable Owned of(String id, String key) {
        Owned one = byId.get(id);
        return one != null && one.key().equals(key) ? one : null;
    }

    synchronized void forget(String id) {
        if (byId.remove(id) != null) {
            store.write(view -> {
                MAP.delete(view, Keys.of(id));
                return true;
            });
        }
    }
}
