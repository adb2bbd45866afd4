package dev.syngate.access;

import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Quota;
import java.time.Duration;
import java.time.ZonedDateTime;

/// What a key can do right now.
public enum KeyState {
    ACTIVE,
    /// Active, but with less than three days left.
    EXPIRING,
    EXPIRED,
    EXHAUSTED,
    DISABLED;

    private static final Duration SOON = Duration.ofDays(3);

    static KeyState of(ApiKey key, KeyUsage usage, ZonedDateTime now) {
        Quota quota = key.quota();
        if (key.disabled()) {
            return DISABLED;
        }
        if (key.isExpired(now.toInstant())) {
            return EXPIRED;
        }
        if (quota != null && usage.left(quota, now).isZero()) {
            return EXHAUSTED;
        }
        return key.isExpired(now.plus(SOON).minusNanos(1).toInstant()) ? EXPIRING : ACTIVE;
    }
}
