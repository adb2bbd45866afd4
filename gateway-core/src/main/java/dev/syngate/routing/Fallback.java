package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.money.Money;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// The way of one call from route to route. Used once.
final class Fallback {
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_ERROR = 64 * 1024;

    /// How often one route is asked again in words that it may take.
    private static final int MOST_AMENDMENTS = 3;

    /// What has nothing to do with the words: the credential, the money, the pace.
    private static final Set<Integer> FINAL = Set.of(401, 402, 403, 429);

    /// When to come back to providers that are rate limiting and do not say for how long.
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /// How long a caller is kept waiting at most for a provider that asks to wait.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final long FIRST_BACKOFF_MILLIS = 100;

    private final Upstream upstream;
    private final Circuits circuits;
    private final UpstreamCall call;
    private final Cancellation cancellation;
    private final List<Attempt> attempts = new ArrayList<>(2);
    private final DoubleSupplier random;
    private final Set<String> useless = new HashSet<>(2);
    private @Nullable String overloaded;
    private int left;
    private long waited;
    private @Nullable Refusal worst;
    private Dispatch.@Nullable Rejected notThere;

    Fallback(
            Upstream upstream,
            Circuits circuits,
            DoubleSupplier random,
            UpstreamCall call,
            Cancellation cancellation) {
        this.random = random;
        this.upstream = upstream;
        this.circuits = circuits;
        this.call = call;
        this.cancellation = cancellation;
    }

    /// Tries the targets in their order, those whose circuit is open after all others. Nobody is
    /// asked who asked to be left alone for longer than a caller can be kept waiting.
    Dispatch open(List<Target> targets) {
        List<Target> skipped = List.of();
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            CircuitBreaker circuit = circuits.of(target);
            if (!circuit.admits(circuits.now())) {
                boolean asks = circuit.asksToWait(circuits.now()) != null;
                note(target, asks ? "skipped: asked to wait" : "skipped: circuit open", 0);
                skipped = skipped.isEmpty() ? new ArrayList<>(targets.size()) : skipped;
                skipped.add(target);
                continue;
            }
            left = targets.size() - 1 - i + skipped.size();
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        return skipped.isEmpty() ? nothing() : openSkipped(skipped);
    }

    private Dispatch openSkipped(List<Target> skipped) {
        List<Target> asking = new ArrayList<>(skipped.size());
        left = skipped.size();
        for (Target target : skipped) {
            left--;
            if (circuits.of(target).asksToWait(circuits.now()) != null) {
                asking.add(target);
                continue;
            }
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        for (Target target : asking) {
            Refusal said = circuits.of(target).asksToWait(circuits.now());
            Duration wait = said == null ? null : said.retryAfter();
            if (said != null && wait != null && wait.compareTo(LONGEST_PAUSE) > 0) {
                worst = worse(worst, said);
                continue;
            }
            pause(wait == null ? 0 : wait.toMillis());
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        return nothing();
    }

    private Dispatch nothing() {
        if (cancellation.isCancelled()) {
            return new Dispatch.Abandoned(attempts);
        }
        return worst == null && notThere != null
                ? notThere
                : new Dispatch.Failed(worst(), attempts);
    }

    /// Tries one route, unless this call has shown already that its credential is of no use; null:
    /// the next may do better.
    private @Nullable Dispatch attempt(Target target) {
        Credential credential = target.credential();
        if (credential != null && useless.contains(credential.id())) {
            note(target, "skipped: the same key failed", 0);
            return null;
        }
        if (target.provider().id().equals(overloaded)) {
            pause(backoff(attempts.size()));
        }
        return cancellation.isCancelled() ? new Dispatch.Abandoned(attempts) : ask(target);
    }

    /// Longer with every attempt, and never the same for many callers at once.
    private long backoff(int attempt) {
        long longest = Math.min(FIRST_BACKOFF_MILLIS << Math.min(attempt - 1, 6), 2_000);
        return Math.round(longest * (0.5 + random.getAsDouble() / 2));
    }

    private void pause(long millis) {
        if (millis <= 0) {
            return;
        }
        CountDownLatch left = new CountDownLatch(1);
        cancellation.onCancel(left::countDown);
        try {
            left.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Dispatch ask(Target target) {
        return attempt(target, call.request(target), MOST_AMENDMENTS);
    }

    /// @param amendments how often it may be asked again in other words
    private @Nullable Dispatch attempt(Target target, Upstream.Request sent, int amendments) {
        CircuitBreaker circuit = circuits.of(target);
        long start = System.nanoTime();
        try {
            Upstream.Reply reply = upstream.open(sent, cancellation);
            waited += System.nanoTime() - start;
            Dispatch answered =
                    reply.status() < 300
                            ? answered(reply, target, circuit, amendments, start)
                            : refused(reply, target, circuit, amendments, start);
            if (answered != null) {
                return answered;
            }
        } catch (RefusedUploadException e) {
            note(target, "upload refused", millisSince(start));
            circuit.inconclusive(circuits.now());
            return new Dispatch.Failed(e.refusal(), attempts);
        } catch (IOException e) {
            boolean late = e instanceof SocketTimeoutException;
            note(target, late ? "timed out" : "not reachable", millisSince(start));
            unanswered(UpstreamFailure.of(e, target.provider().name()), target, circuit);
        }
        if (cancellation.isCancelled()) {
            return new Dispatch.Abandoned(attempts);
        }
        return isSpent(sent) ? new Dispatch.Failed(worst(), attempts) : null;
    }

    /// An answer by its status; null: it turned out to be none.
    private @Nullable Dispatch answered(
            Upstream.Reply reply,
            Target target,
            CircuitBreaker circuit,
            int amendments,
            long start) {
        String provider = target.provider().name();
        WatchedReply answer = new WatchedReply(reply, circuit, circuits, cancellation);
        UpstreamError reported;
        try {
            reported = call.failure(answer);
        } catch (IOException e) {
            note(target, "broke off", millisSince(start));
            answer.close();
            unanswered(UpstreamFailure.broken(e, provider), target, circuit);
            return null;
        }
        if (reported == null) {
            note(target, "ok", millisSince(start));
            answer.accepted();
            return new Dispatch.Opened(answer, target, attempts, waited + answer.readNanos());
        }
        waited += answer.readNanos();
        answer.close();
        note(target, "failed with status " + reply.status(), millisSince(start));
        Upstream.Request other =
                amendments == 0 ? null : call.amended(target, reported, reported.message());
        if (other != null) {
            return attemptAmended(target, other, circuit, amendments);
        }
        return failed(UpstreamFailure.inSpiteOfStatus(reported, provider), target, circuit);
    }

    private @Nullable Dispatch attemptAmended(
            Target target, Upstream.Request other, CircuitBreaker circuit, int amendments) {
        circuit.inconclusive(circuits.now());
        return attempt(target, other, amendments - 1);
    }

    /// Whether its body is gone, so that no other route can be asked.
    private static boolean isSpent(Upstream.Request sent) {
        return sent.body() instanceof Payload.Stream stream && stream.isSpent();
    }

    private void note(Target target, String outcome, long millis) {
        attempts.add(
                new Attempt(
                        target.provider().name(),
                        target.upstreamModel(),
                        outcome,
                        millis,
                        target.credential() == null ? "" : target.credential().label(),
                        target.reason().wireName(),
                        Money.ZERO));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void unanswered(UpstreamFailure.Failed failure, Target target, CircuitBreaker circuit) {
        if (cancellation.isCancelled()) {
            circuit.inconclusive(circuits.now());
        } else {
            blame(failure, target, circuit);
        }
    }

    private @Nullable Dispatch refused(
            Upstream.Reply reply,
            Target target,
            CircuitBreaker circuit,
            int amendments,
            long start) {
        try (reply) {
            note(target, "status " + reply.status(), millisSince(start));
            byte[] body = bodyOf(reply);
            UpstreamError reported = UpstreamErrors.read(body);
            Upstream.Request other =
                    amendments == 0 || FINAL.contains(reply.status())
                            ? null
                            : call.amended(
                                    target, reported, new String(body, StandardCharsets.UTF_8));
            if (other != null) {
                return attemptAmended(target, other, circuit, amendments);
            }
            Duration wait = reply.retryAfter();
            return failed(
                    UpstreamFailure.of(
                            reply.status(),
                            reported,
                            wait == null ? RetryInfo.read(body) : wait,
                            target.provider().name()),
                    target,
                    circuit);
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
                if (no.status() == NOT_FOUND && left > 0) {
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
