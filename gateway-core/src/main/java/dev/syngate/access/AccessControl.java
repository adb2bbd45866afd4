package dev.syngate.access;

import dev.syngate.access.AdmissionResult.Admitted;
import dev.syngate.access.AdmissionResult.Refused;
import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Spender;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The door: who calls, whether the key is good, from where, and how often. Safe for any thread.
public final class AccessControl {
    private final ApiKeys keys;
    private final Accounts accounts;
    private final Groups groups;
    private final RateLimiter limiter;
    private final InstantSource clock;

    public AccessControl(
            ApiKeys keys,
            Accounts accounts,
            Groups groups,
            RateLimiter limiter,
            InstantSource clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.groups = groups;
        this.limiter = limiter;
        this.clock = clock;
    }

    public AdmissionResult admit(Call call) {
        return switch (call.caller()) {
            case Caller.ThisApp app -> admitApp(app);
            case Caller.Bearer bearer -> admitKey(bearer.secret(), call);
        };
    }

    /// Only authenticates: for paths that show what a key may do and cost nothing.
    public AdmissionResult identify(Call call) {
        return switch (call.caller()) {
            case Caller.ThisApp app -> admitApp(app);
            case Caller.Bearer bearer -> {
                ApiKey key = bearer.secret() == null ? null : keys.bySecret(bearer.secret());
                Refusal no = refusal(bearer.secret(), key, call);
                yield no != null || key == null
                        ? new Refused(no == null ? unknownKey() : no)
                        : admitted(key, RateLimiter.Ticket.unlimited());
            }
        };
    }

    private AdmissionResult admitApp(Caller.ThisApp app) {
        Group group = groups.find(app.group());
        if (group == null) {
            return new Refused(Refusal.field("group", "there is no group \"" + app.group() + "\""));
        }
        Spender spender = new Spender(accounts.get(Account.LOCAL), Caller.ThisApp.KEY, null);
        AllowedModels models = new AllowedModels(group.models(), List.of());
        return new Admitted(
                new Admission(
                        spender,
                        Caller.ThisApp.NAME,
                        group,
                        models,
                        RateLimiter.Ticket.unlimited()));
    }

    private AdmissionResult admitKey(@Nullable String secret, Call call) {
        ApiKey key = secret == null ? null : keys.bySecret(secret);
        Refusal no = refusal(secret, key, call);
        if (no != null || key == null) {
            return new Refused(no == null ? unknownKey() : no);
        }
        return switch (limiter.enter(key.id(), key.limits())) {
            case RateLimiter.Entry.Denied denied -> new Refused(denied.refusal());
            case RateLimiter.Entry.Granted granted -> admitted(key, granted.ticket());
        };
    }

    private AdmissionResult admitted(ApiKey key, RateLimiter.Ticket ticket) {
        Account account = accounts.byId(key.account());
        Group group = groups.find(key.group());
        if (account == null || group == null) {
            ticket.close();
            return new Refused(
                    Refusal.of(
                            ErrorCode.DISABLED_API_KEY,
                            "The account or group of this API key no longer exists. Give the key a new one."));
        }
        AllowedModels models = new AllowedModels(group.models(), key.limits().models());
        Spender spender = new Spender(account, key.id(), key.quota());
        return new Admitted(new Admission(spender, key.name(), group, models, ticket));
    }

    private @Nullable Refusal refusal(@Nullable String secret, @Nullable ApiKey key, Call call) {
        if (secret == null) {
            return Refusal.of(
                    ErrorCode.INVALID_API_KEY,
                    "No API key was sent. Send one of Syngate's keys as \"Authorization: Bearer sk-syn-…\".");
        }
        if (key == null) {
            return unknownKey();
        }
        if (key.disabled()) {
            return Refusal.of(
                    ErrorCode.DISABLED_API_KEY,
                    "This API key is disabled. Enable it or use another one.");
        }
        if (key.isExpired(clock.instant())) {
            return Refusal.of(
                    ErrorCode.EXPIRED_API_KEY, "This API key has expired. Create a new one.");
        }
        List<String> ips = key.limits().ips();
        if (!ips.isEmpty()
                && ips.stream().noneMatch(range -> IpRange.parse(range).contains(call.remote()))) {
            return Refusal.of(
                    ErrorCode.IP_NOT_ALLOWED,
                    "This API key may not be used from " + call.remote().getHostAddress() + ".");
        }
        return null;
    }

    private static Refusal unknownKey() {
        return Refusal.of(
                ErrorCode.INVALID_API_KEY,
                "This API key is not known here. Create one under \"API keys\" or with \"syngate key create\".");
    }
}
