package dev.syngate.access;

import dev.syngate.access.ApiKey.PreviousSecret;
import dev.syngate.store.CachedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The keys by the hashes of their secrets: the time that a look takes tells nothing about other
/// secrets. Safe for any thread.
final class SecretIndex implements CachedMap.Follower<ApiKey> {
    private final Map<String, KnownSecret> byHash = new ConcurrentHashMap<>();

    @Nullable KnownSecret find(String secret) {
        return byHash.get(Secret.hash(secret));
    }

    /// Knows the new secrets before it forgets the old ones, so that no call falls in between.
    @Override
    public void changed(@Nullable ApiKey before, @Nullable ApiKey after) {
        Map<String, KnownSecret> now = secrets(after);
        byHash.putAll(now);
        Set<String> gone = secrets(before).keySet();
        gone.removeAll(now.keySet());
        gone.forEach(byHash::remove);
    }

    private static Map<String, KnownSecret> secrets(@Nullable ApiKey key) {
        Map<String, KnownSecret> secrets = new HashMap<>();
        if (key != null) {
            List<IpRange> networks = key.limits().ips().stream().map(IpRange::parse).toList();
            secrets.put(key.hash(), new KnownSecret(key, null, networks));
            PreviousSecret old = key.previous();
            if (old != null) {
                secrets.put(old.hash(), new KnownSecret(key, old.until(), networks));
            }
        }
        return secrets;
    }
}
