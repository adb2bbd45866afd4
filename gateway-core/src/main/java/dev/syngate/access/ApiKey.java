package dev.syngate.access;

import dev.syngate.billing.Quota;
import dev.syngate.call.RefusedException;
import dev.syngate.hub.ReasoningStyle;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key as it is kept: its secrets only as hashes.
///
/// @param id stays the same whatever changes, also the secret
/// @param hash SHA-256 of the secret, lower-case hex
/// @param hint the last four characters of the secret, to recognise it by
/// @param previous the secret before this one; null when there was none
/// @param account the account's id
/// @param group the group's name
/// @param expires null: never
/// @param quota null: unlimited
/// @param limits restrictions beyond those of the group
/// @param reasoning how thoughts are told; null: as usual
public record ApiKey(
        String id,
        String name,
        String hash,
        String hint,
        @Nullable PreviousSecret previous,
        String account,
        String group,
        Instant created,
        @Nullable Instant expires,
        @Nullable Quota quota,
        Limits limits,
        boolean disabled,
        @Nullable ReasoningStyle reasoning) {
    /// A secret that was replaced.
    ///
    /// @param hash SHA-256 of it, lower-case hex
    /// @param until when it ceases to work
    public record PreviousSecret(String hash, Instant until) {}

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

        /// @throws RefusedException when one of them is not valid
        void check() {
            ips.forEach(IpRange::parse);
            check("rpm", rpm);
            check("tpm", tpm);
            check("concurrent", concurrent);
        }

        private static void check(String name, @Nullable Integer limit) {
            if (limit != null && limit < 1) {
                throw RefusedException.field(name, "\"" + name + "\" is 1 or more, or unlimited");
            }
        }
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /// Until when the secret before this one still works; null when it does not.
    public @Nullable Instant previousSecretUntil(Instant now) {
        return previous != null && now.isBefore(previous.until()) ? previous.until() : null;
    }

    /// What a person decided about it.
    public KeyDraft draft() {
        return new KeyDraft(name, account, group, expires, quota, limits, reasoning);
    }

    ApiKey with(KeyDraft draft) {
        return new ApiKey(
                id,
                draft.name(),
                hash,
                hint,
                previous,
                draft.account(),
                draft.group(),
                created,
                draft.expires(),
                draft.quota(),
                draft.limits(),
                disabled,
                draft.reasoning());
    }

    ApiKey withSecret(String newHash, String newHint, Instant oldUntil) {
        return new ApiKey(
                id,
                name,
                newHash,
                newHint,
                new PreviousSecret(hash, oldUntil),
                account,
                group,
                created,
                expires,
                quota,
                limits,
                disabled,
                reasoning);
    }

    ApiKey withDisabled(boolean nowDisabled) {
        return new ApiKey(
                id,
                name,
                hash,
                hint,
                previous,
                account,
                group,
                created,
                expires,
                quota,
                limits,
                nowDisabled,
                reasoning);
    }
}
