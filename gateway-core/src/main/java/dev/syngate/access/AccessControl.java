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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The door: who calls, whether the key is good, from where, and how often. Safe for any thread.
public final class AccessControl {
    private final ApiKeys keys;
    private final Accounts accounts;
    private final Groups groups;
    private final RateLimiter limiter;
    private final KeyGuesses guesses;
    private final InstantSource clock;

    public AccessControl(
            ApiKeys keys,
            Accounts accounts,
            Groups groups,
            RateLimiter limiter,
            KeyGuesses guesses,
            InstantSource clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.groups = groups;
        this.limiter = limiter;
        this.guesses = guesses;
        this.clock = clock;
    }

    public AdmissionResult admit(Call call) {
        return switch (call.caller()) {
            case Caller.ThisApp app -> admitApp(app);
            case Caller.OnBehalfOf other -> admitOnBehalf(keys.get(other.key()));
            case Caller.Bearer bearer -> admitKey(bearer.secret(), call);
        };
    }

    /// Only authenticates: for paths that show what a key may do and cost nothing.
    public AdmissionResult identify(Call call) {
        return switch (call.caller()) {
            case Caller.ThisApp app -> admitApp(app);
            case Caller.OnBehalfOf other -> admitOnBehalf(keys.get(other.key()));
            case Caller.Bearer bearer -> {
                KnownSecret known = known(bearer.secret());
                Refusal no = refusal(bearer.secret(), known, call);
                yield no != null || known == null
                        ? new Refused(no == null ? unknownKey() : no)
                        : admitted(
                                known.key(), limiter.look(known.key().id(), known.key().limits()));
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
                        spender, Caller.ThisApp.NAME, group, models, limiter.unlimited(), null));
    }

    private AdmissionResult admitKey(@Nullable String secret, Call call) {
        KnownSecret known = known(secret);
        Refusal no = refusal(secret, known, call);
        if (no != null || known == null) {
            return new Refused(no == null ? unknownKey() : no);
        }
        return enter(known.key());
    }

    private AdmissionResult admitOnBehalf(ApiKey key) {
        Refusal no = refusal(key);
        return no == null ? enter(key) : new Refused(no);
    }

    private AdmissionResult enter(ApiKey key) {
        return switch (limiter.enter(key.id(), key.limits())) {
            case RateLimiter.Entry.Denied denied ->
                    new Refused(denied.refusal(), denied.rateLimit());
            case RateLimiter.Entry.Granted granted -> admitted(key, granted.ticket());
        };
    }

    private @Nullable KnownSecret known(@Nullable String secret) {
        return secret == null ? null : keys.bySecret(secret);
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
        return new Admitted(
                new Admission(spender, key.name(), group, models, ticket, key.reasoning()));
    }

    private @Nullable Refusal refusal(
            @Nullable String secret, @Nullable KnownSecret known, Call call) {
        if (secret == null) {
            return Refusal.of(
                    ErrorCode.INVALID_API_KEY,
                    "No API key was sent. Send one of Syngate's keys as \"Authorization: Bearer sk-syn-…\".");
        }
        if (known == null) {
            Duration wait = guesses.failed(call.remote());
            return wait == null ? unknownKey() : tooManyGuesses(wait);
        }
        if (known.isReplaced(clock.instant())) {
            return Refusal.of(
                    ErrorCode.EXPIRED_API_KEY,
                    "This secret of the API key was replaced and no longer works. Use the new one.");
        }
        Refusal no = refusal(known.key());
        if (no == null && !known.mayComeFrom(call.remote())) {
            return Refusal.of(
                    ErrorCode.IP_NOT_ALLOWED,
                    "This API key may not be used from " + call.remote().getHostAddress() + ".");
        }
        return no;
    }

    private @Nullable Refusal refusal(ApiKey key) {
        if (key.disabled()) {
            return Refusal.of(
                    ErrorCode.DISABLED_API_KEY,
                    "This API key is disabled. Enable it or use another one.");
        }
        return key.isExpired(clock.instant())
                ? Refusal.of(
                        ErrorCode.EXPIRED_API_KEY, "This API key has expired. Create a new one.")
                : null;
    }

    private static Refusal tooManyGuesses(Duration wait) {
        return new Refusal(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "Too many unknown API keys came from this address. Check the key, wait and try again.",
                null,
                wait);
    }

    private static Refusal unknownKey() {
        return Refusal.of(
                ErrorCode.INVALID_API_KEY,
                "This API key is not known here. Create one under \"API keys\" or with \"syngate key create\".");
    }
}
