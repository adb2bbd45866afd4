package dev.syngate.routing;

import dev.syngate.protocol.ApiRequest;
import dev.syngate.provider.Credential;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the latest turns of conversations were answered: there their beginning is in the cache.
/// The latest 10,000, in memory only. Safe for any thread.
final class Whereabouts {
    private static final int MOST = 10_000;

    private final Map<Long, String> places =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
                    return size() > MOST;
                }
            };

    /// Names what keeps a cache of its own: an account at a provider.
    static String place(Target target) {
        Credential credential = target.credential();
        return credential == null ? target.provider().id() : credential.id();
    }

    /// Remembers where it was answered, for each model that was asked for: each has a cache of its
    /// own.
    synchronized void put(ApiRequest request, String place) {
        Long conversation = request.demands().conversation();
        if (conversation != null) {
            places.put(key(conversation, request.model()), place);
        }
    }

    /// Null: it was not answered lately, or is none.
    synchronized @Nullable String find(ApiRequest request) {
        Long conversation = request.demands().conversation();
        return conversation == null || !request.demands().goesOn()
                ? null
                : places.get(key(conversation, request.model()));
    }

    private static long key(long conversation, String model) {
        return conversation ^ model.hashCode();
    }
}
