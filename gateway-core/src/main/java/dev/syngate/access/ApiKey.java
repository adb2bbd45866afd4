package dev.syngate.access;

import dev.syngate.billing.Quota;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key as it is kept: its secret only as a hash.
///
/// @param hash SHA-256 of the secret, lower-case hex
/// @param hint the last four characters of the secret, to recognise it by
/// @param account the account's id
/// @param group the group's name
/// @param expires null: never
/// @param quota null: unlimited
/// @param limits restrictions beyond those of the group
public record ApiKey(
        String id,
        String name,
        String hash,
        String hint,
        String account,
        String group,
        Instant created,
        @Nullable Instant expires,
        @Nullable Quota quota,
        Limits limits,
        boolean disabled) {
    /// Restrictions of one key.
    ///
    /// @param models patterns with `*`; empty: all that the group has
    /// @param ips addresses or networks in CIDR form; empty: any
    /// @param rpm requests a minute; null: unlimited
    /// @param tpm tokens a minute; null: unlimited
    /// @param concurrent requests at a time; null: unlimited
    public record Limits(
            List<String> models,
            List<String> ips,
            @Nullable Integer rpm,
            @Nullable Integer tpm,
            @Nullable Integer concurrent) {
        /// 60 requests a minute and nothing else.
        public static final Limits DEFAULT = new Limits(List.of(), List.of(), 60, null, null);

        public Limits {
            models = List.copyOf(models);
            ips = List.copyOf(ips);
        }
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    ApiKey withDisabled(boolean nowDisabled) {
        return new ApiKey(
                id, name, hash, hint, account, group, created, expires, quota, limits, nowDisabled);
    }
}
