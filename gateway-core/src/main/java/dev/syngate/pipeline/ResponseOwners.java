package dev.syngate.pipeline;

import dev.syngate.routing.Router.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which provider keeps which response, and whose it is: the latest 10,000 since the start. Safe
/// for any thread.
public final class ResponseOwners {
    private static final int MOST = 10_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final Map<String, Kept> byId =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > MOST;
                }
            };

    /// @param key the id of the API key that asked for it
    /// @param provider the provider's id
    private record Kept(String key, String provider) {}

    /// @param id null: nothing is kept
    synchronized void remember(@Nullable String id, RoutedCall routed, Target target) {
        if (id != null && ID.matcher(id).matches()) {
            byId.put(id, new Kept(routed.admission().spender().key(), target.provider().id()));
        }
    }

    /// The id of the provider that keeps the response for the key; null: there is none.
    synchronized @Nullable String provider(String id, String key) {
        Kept kept = byId.get(id);
        return kept != null && kept.key().equals(key) ? kept.provider() : null;
    }

    synchronized void forget(String id) {
        byId.remove(id);
    }
}
