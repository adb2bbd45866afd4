package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.money.Money;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges the attempts of one call one after the other: what each means for its circuit, for the
/// caller and for the routes that are left. Used once, by one thread.
final class Verdicts {
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_ERROR = 64 * 1024;

    /// How often one route is asked again in words that it may take.
    private static final int MOST_AMENDMENTS = 3;

    /// What has nothing to do with the words: the credential, the money, the pace.
    private static final Set<Integer> FINAL = Set.of(401, 402, 403, 429);

    /// When to come back to providers that are rate limiting and do not say for how long.
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final Circuits circuits;
    private final Cancellation cancellation;
    private final List<Attempt> attempts = new ArrayList<>(2);
    private final Set<String> useless = new HashSet<>(2);
    private @Nullable String overloaded;
    private int routesLeft;
    private long waited;
    private @Nullable Refusal worst;
    private Dispatch.@Nullable Rejected notThere;

    Verdicts(Upstream upstream, Circuits circuits, Cancellation cancellation) {
        this.upstream = upstream;
        this.circuits = circuits;
        this.cancellation = cancellation;
    }

    /// How many attempts there were.
    int attempts() {
        return attempts.size();
    }

    /// Tells how many routes can be tried after the one that is judged next.
    void left(int routes) {
        routesLeft = routes;
    }

    /// Whether this call has shown that the credential is of no use.
    boolean isUseless(Credential credential) {
        return useless.contains(credential.id());
    }

    /// Whether the attempt before failed at the same provider in a way that asking again at once
    /// would make worse.
    boolean wantsPause(Target target) {
        return target.provider().id().equals(overloaded);
    }

    /// Providers were waited for longer than the attempts that are judged took.
    void waited(long nanos) {
        waited += nanos;
    }

    /// A route would have refused so, had it been asked.
    void add(Refusal refusal) {
        worst = worse(worst, refusal);
    }

    Dispatch abandoned() {
        return new Dispatch.Abandoned(attempts);
    }

    /// Asks the route, again in other words where it wants that; null: the next may do better.
    @Nullable Dispatch ask(Asked asked) {
        return ask(asked, MOST_AMENDMENTS);
    }

    /// Judges what came of asking; as [#ask].
    @Nullable Dispatch judge(Asked asked, Tried found) {
        return judge(asked, found, MOST_AMENDMENTS);
    }

    /// The end where no route answered.
    Dispatch nothing() {
        if (cancellation.isCancelled()) {
            return new Dispatch.Abandoned(attempts);
        }
        return worst == null && notThere != null
                ? notThere
                : new Dispatch.Failed(worst(), attempts);
    }

    /// @param amendments how often it may be asked again in other words
    private @Nullable Dispatch ask(Asked asked, int amendments) {
        Tried found =
                Tried.ask(
                        upstream,
                        asked.call(),
                        asked.sent(),
                        asked.circuit(),
                        circuits,
                        cancellation);
        return judge(asked, found, amendments);
    }

    /// The end of the call; null: another route may do better.
    @Nullable Dispatch judge(Asked asked, Tried found, int amendments) {
        waited += found.nanos();
        Dispatch end =
                switch (found) {
                    case Tried.Answers answers -> answered(asked, answers);
                    case Tried.FailsWithin fails -> failedWithin(asked, fails, amendments);
                    case Tried.Refuses refuses -> refused(asked, refuses, amendments);
                    case Tried.UploadRefused no -> {
                        note(asked.target(), "upload refused", no.millis());
                        asked.circuit().inconclusive(circuits.now());
                        yield new Dispatch.Failed(no.refusal(), attempts);
                    }
                    case Tried.Breaks breaks -> {
                        Target target = asked.target();
                        String provider = target.provider().name();
                        note(target, breaks.outcome(), breaks.millis(), asked.call().spent(target));
                        unanswered(
                                breaks.begun()
                                        ? UpstreamFailure.broken(breaks.cause(), provider)
                                        : UpstreamFailure.of(breaks.cause(), provider),
                                target,
                                asked.circuit());
                        yield null;
                    }
                };
        if (end != null) {
            return end;
        }
        if (cancellation.isCancelled()) {
            return new Dispatch.Abandoned(attempts);
        }
        return isSpent(asked.sent()) ? new Dispatch.Failed(worst(), attempts) : null;
    }

    private Dispatch answered(Asked asked, Tried.Answers found) {
        note(asked.target(), "ok", found.millis());
        found.answer().accepted();
        asked.call().wins();
        return new Dispatch.Opened(found.answer(), asked.target(), attempts, waited);
    }

    private @Nullable Dispatch failedWithin(Asked asked, Tried.FailsWithin fails, int amendments) {
        Target target = asked.target();
        note(
                target,
                "failed with status " + fails.status(),
                fails.millis(),
                asked.call().spent(target));
        Upstream.Request other =
                amendments == 0
                        ? null
                        : asked.call().amended(target, fails.said(), fails.said().message());
        return other != null
                ? triedAmended(asked.with(other), amendments)
                : failed(
                        UpstreamFailure.inSpiteOfStatus(fails.said(), target.provider().name()),
                        target,
                        asked.circuit());
    }

    private @Nullable Dispatch triedAmended(Asked asked, int amendments) {
        asked.circuit().inconclusive(circuits.now());
        return ask(asked, amendments - 1);
    }

    /// Whether its body is gone, so that no other route can be asked.
    private static boolean isSpent(Upstream.Request sent) {
        return sent.body() instanceof Payload.Stream stream && stream.isSpent();
    }

    void note(Target target, String outcome, long millis) {
        note(target, outcome, millis, Money.ZERO);
    }

    /// @param cost null: unknown
    void note(Target target, String outcome, long millis, @Nullable Money cost) {
        attempts.add(
                new Attempt(
                        target.provider().name(),
                        target.upstreamModel(),
                        outcome,
                        millis,
                        target.credential() == null ? "" : target.credential().label(),
                        target.reason().wireName(),
                        cost));
    }

    private void unanswered(UpstreamFailure.Failed failure, Target target, CircuitBreaker circuit) {
        if (cancellation.isCancelled()) {
            circuit.inconclusive(circuits.now());
        } else {
            blame(failure, target, circuit);
        }
    }

    private @Nullable Dispatch refused(Asked asked, Tried.Refuses refuses, int amendments) {
        Target target = asked.target();
        try (Upstream.Reply reply = refuses.reply()) {
            note(target, "status " + reply.status(), refuses.millis());
            byte[] body = bodyOf(reply);
            UpstreamError reported = UpstreamErrors.read(body);
            Upstream.Request other =
                    amendments == 0 || FINAL.contains(reply.status())
                            ? null
                            : asked.call()
                                    .amended(
                                            target,
                                            reported,
                                            new String(body, StandardCharsets.UTF_8));
            if (other != null) {
                return triedAmended(asked.with(other), amendments);
            }
            Duration wait = reply.retryAfter();
            return failed(
                    UpstreamFailure.of(
                            reply.status(),
                            reported,
                            wait == null ? RetryInfo.read(body) : wait,
                            target.provider().name()),
                    target,
                    asked.circuit());
        }
    }

    private @Nullable Dispatch failed(
            UpstreamFailure failure, Target target, CircuitBreaker circuit) {
        return switch (failure) {
            case UpstreamFailure.Rejected no -> {
                circuit.inconclusive(circuits.now());
                Dispatch.Rejected rejected =
                        new Dispatch.Rejected(
                                no.status(), no.message(), no.code(), target, attempts);
                if (no.status() == NOT_FOUND && routesLeft > 0) {
                    notThere = notThere == null ? rejected : notThere;
                    yield null;
                }
                yield rejected;
            }
            case UpstreamFailure.Failed failed -> {
                blame(failed, target, circuit);
                yield null;
            }
        };
    }

    /// As much as comes; the status alone says enough.
    private static byte[] bodyOf(Upstream.Reply reply) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = reply.read(buffer);
                    n >= 0 && body.size() < LONGEST_ERROR;
                    n = reply.read(buffer)) {
                body.write(buffer, 0, n);
            }
        } catch (IOException e) {
            return body.toByteArray();
        }
        return body.toByteArray();
    }

    private void blame(UpstreamFailure.Failed failed, Target target, CircuitBreaker circuit) {
        Refusal refusal = failed.refusal();
        overloaded = failed.trouble().wantsPause() ? target.provider().id() : null;
        if (failed.trouble().isLasting() && target.credential() != null) {
            useless.add(target.credential().id());
        }
        worst = worse(worst, refusal);
        Duration wait = refusal.retryAfter();
        if (wait == null) {
            circuit.failed(circuits.now(), failed.trouble());
        } else {
            circuit.limited(circuits.now(), wait, refusal);
        }
    }

    /// Rate limits only where every route is limited, then with the shortest wait; else the last
    /// other failure.
    private static Refusal worse(@Nullable Refusal known, Refusal next) {
        if (known == null || !isLimit(next)) {
            return next;
        }
        boolean better = isLimit(known) && sooner(next.retryAfter(), known.retryAfter());
        return better ? next : known;
    }

    private static boolean isLimit(Refusal refusal) {
        return refusal.code() == ErrorCode.UPSTREAM_RATE_LIMITED;
    }

    private static boolean sooner(@Nullable Duration a, @Nullable Duration b) {
        return a != null && (b == null || a.compareTo(b) < 0);
    }

    private Refusal worst() {
        Refusal found = Objects.requireNonNull(worst, "no route was tried");
        return isLimit(found) && found.retryAfter() == null
                ? new Refusal(found.code(), found.message(), found.param(), USUAL_WAIT)
                : found;
    }
}
