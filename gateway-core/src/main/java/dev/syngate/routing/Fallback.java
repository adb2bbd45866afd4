package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way of one call from route to route. Used once.
final class Fallback {
    private static final int LONGEST_ERROR = 64 * 1024;

    /// How often one route is asked again in words that it may take.
    private static final int MOST_AMENDMENTS = 3;

    /// What has nothing to do with the words: the credential, the money, the pace.
    private static final Set<Integer> FINAL = Set.of(401, 402, 403, 429);

    /// When to come back to providers that are rate limiting and do not say for how long.
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final Circuits circuits;
    private final UpstreamCall call;
    private final Cancellation cancellation;
    private final List<Attempt> attempts = new ArrayList<>(2);
    private long waited;
    private @Nullable Refusal worst;

    Fallback(
            Upstream upstream,
            Circuits circuits,
            UpstreamCall call,
            Cancellation cancellation) {
        this.upstream = upstream;
        this.circuits = circuits;
        this.call = call;
        this.cancellation = cancellation;
    }

    /// Tries the targets in their order, those whose circuit is open after all others.
    Dispatch open(List<Target> targets) {
        List<Target> skipped = List.of();
        for (Target target : targets) {
            if (!circuits.of(target).admits(circuits.now())) {
                note(target, "skipped: circuit open", 0);
                skipped = skipped.isEmpty() ? new ArrayList<>(targets.size()) : skipped;
                skipped.add(target);
                continue;
            }
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        for (Target target : skipped) {
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        return new Dispatch.Failed(worst(), attempts);
    }

    /// Tries one route; null: the next may do better.
    private @Nullable Dispatch attempt(Target target) {
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
            unanswered(UpstreamFailure.of(e, target.provider().name()), circuit);
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
            unanswered(UpstreamFailure.broken(e, provider), circuit);
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
                new Attempt(target.provider().name(), target.upstreamModel(), outcome, millis));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void unanswered(UpstreamFailure.Failed failure, CircuitBreaker circuit) {
        if (cancellation.isCancelled()) {
            circuit.inconclusive(circuits.now());
        } else {
            blame(failure, circuit);
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
                yield new Dispatch.Rejected(no.status(), no.message(), no.code(), target, attempts);
            }
            case UpstreamFailure.Failed failed -> {
                blame(failed, circuit);
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

    private void blame(UpstreamFailure.Failed failed, CircuitBreaker circuit) {
        Refusal refusal = failed.refusal();
        worst = worse(worst, refusal);
        Duration wait = refusal.retryAfter();
        if (wait == null) {
            circuit.failed(circuits.now(), failed.trouble());
        } else {
            circuit.limited(circuits.now(), wait);
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
