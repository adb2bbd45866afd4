package dev.syngate.bodies;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which bodies are kept, and how many for how long.
///
/// @param keep for keys that have no rule of their own
/// @param kibibytes of each body; longer ones are kept in part; 1 to 4,096
/// @param days how long, at most as long as the request's record; 1 to 36,500
/// @param mebibytes of all bodies together, as they are stored; 1 to 1,000,000
/// @param keys rules of single keys, by the key's id
public record BodyPolicy(
        Keep keep, int kibibytes, int days, int mebibytes, Map<String, Keep> keys) {
    /// Nothing is kept.
    public static final BodyPolicy DEFAULT = new BodyPolicy(Keep.OFF, 256, 7, 512, Map.of());

    private static final int LARGEST = 4096;
    private static final int LONGEST = 36_500;
    private static final int MOST = 1_000_000;

    public BodyPolicy {
        keep = Objects.requireNonNullElse(keep, Keep.OFF);
        if (kibibytes < 1 || kibibytes > LARGEST) {
            throw new IllegalArgumentException("1 to 4096 KiB are kept of a body");
        }
        if (days < 1 || days > LONGEST) {
            throw new IllegalArgumentException("bodies are kept for 1 to 36500 days");
        }
        if (mebibytes < 1 || mebibytes > MOST) {
            throw new IllegalArgumentException("bodies may take 1 to 1000000 MiB");
        }
        keys = Map.copyOf(keys);
    }

    /// Of which calls the bodies are kept.
    public enum Keep {
        OFF,
        /// Of those that failed.
        ERRORS,
        ALL
    }

    /// The rule that holds for the key.
    public Keep of(String key) {
        return keys.getOrDefault(key, keep);
    }

    /// @param rule null: the key has none of its own
    BodyPolicy with(String key, @Nullable Keep rule) {
        Map<String, Keep> changed = new java.util.HashMap<>(keys);
        if (rule == null) {
            changed.remove(key);
        } else {
            changed.put(key, rule);
        }
        return new BodyPolicy(keep, kibibytes, days, mebibytes, changed);
    }
}
