package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Router.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens the first route that answers. Falls back only here, before any byte reached the client.
public final class Dispatcher {
    private static final int LONGEST_ERROR = 64 * 1024;
    private final Upstream upstream;

    public Dispatcher(Upstream upstream) {
        this.upstream = upstream;
    }

    /// How the routes answered.
    public sealed interface Dispatch {
        List<Attempt> attempts();

        /// A route answers; whoever gets this closes the reply.
        record Opened(Upstream.Reply reply, Target target, List<Attempt> attempts)
                implements Dispatch {}

        /// The caller's mistake, in the provider's own words.
        record Rejected(
                int status,
                String message,
                @Nullable String code,
                Target target,
                List<Attempt> attempts)
                implements Dispatch {}

        record Failed(Refusal refusal, List<Attempt> attempts) implements Dispatch {}

        /// The client left before a route answered.
        record Abandoned(List<Attempt> attempts) implements Dispatch {}
    }

    /// @param request what is sent to a target
    public Dispatch open(
            List<Target> targets,
            Function<Target, Upstream.Request> request,
            Cancellation cancellation) {
        List<Attempt> attempts = new ArrayList<>(targets.size());
        Failures failures = new Failures();
        for (Target target : targets) {
            long start = System.nanoTime();
            Upstream.Request sent = request.apply(target);
            try {
                Upstream.Reply reply = upstream.open(sent, cancellation);
                if (reply.status() < 300) {
                    attempts.add(attempt(target, "ok", start));
                    return new Dispatch.Opened(reply, target, attempts);
                }
                attempts.add(attempt(target, "status " + reply.status(), start));
                Dispatch rejected = inspect(reply, target, failures, attempts);
                if (rejected != null) {
                    return rejected;
                }
            } catch (RefusedUploadException e) {
                attempts.add(attempt(target, "upload refused", start));
                return new Dispatch.Failed(e.refusal(), attempts);
            } catch (IOException e) {
                attempts.add(attempt(target, reason(e), start));
                failures.add(unreachable(target, e));
            }
            if (cancellation.isCancelled()) {
                return new Dispatch.Abandoned(attempts);
            }
            if (sent.body() instanceof Payload.Stream stream && stream.isSpent()) {
                break;
            }
        }
        return new Dispatch.Failed(failures.worst(), attempts);
    }

    private static Attempt attempt(Target target, String outcome, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Attempt(target.provider().name(), target.upstreamModel(), outcome, millis);
    }

    private static String reason(IOException e) {
        return e instanceof SocketTimeoutException ? "timed out" : "not reachable";
    }

    private static Refusal unreachable(Target target, IOException e) {
        boolean late = e instanceof SocketTimeoutException;
        return Refusal.of(
                late ? ErrorCode.UPSTREAM_TIMEOUT : ErrorCode.UPSTREAM_ERROR,
                late
                        ? "The provider \"%s\" did not answer in time. Try again."
                                .formatted(target.provider().name())
                        : "The provider \"%s\" could not be reached. Check its address and the network."
                                .formatted(target.provider().name()));
    }

    private static @Nullable Dispatch inspect(
            Upstream.Reply reply, Target target, Failures failures, List<Attempt> attempts)
            throws IOException {
        try (reply) {
            UpstreamErrors.UpstreamError reported = UpstreamErrors.read(bodyOf(reply));
            int status = reply.status();
            return switch (status) {
                case 400, 404, 413, 415, 422 ->
                        new Dispatch.Rejected(
                                status, reported.message(), reported.code(), target, attempts);
                default -> {
                    failures.add(failure(status, reported, target, reply.retryAfter()));
                    yield null;
                }
            };
        }
    }

    private static byte[] bodyOf(Upstream.Reply reply) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = reply.read(buffer);
                n >= 0 && body.size() < LONGEST_ERROR;
                n = reply.read(buffer)) {
            body.write(buffer, 0, n);
        }
        return body.toByteArray();
    }

    private static Refusal failure(
            int status,
            UpstreamErrors.UpstreamError reported,
            Target target,
            @Nullable Duration retryAfter) {
        String name = target.provider().name();
        return switch (status) {
            case 401, 403 ->
                    Refusal.of(
                            ErrorCode.UPSTREAM_AUTH_ERROR,
                            "The provider \"%s\" refused Syngate's credential. Check the provider's API key."
                                    .formatted(name));
            case 429 ->
                    new Refusal(
                            ErrorCode.UPSTREAM_RATE_LIMITED,
                            "The provider \"%s\" is rate limiting: %s"
                                    .formatted(name, reported.message()),
                            null,
                            retryAfter);
            case 408, 504 ->
                    Refusal.of(
                            ErrorCode.UPSTREAM_TIMEOUT,
                            "The provider \"%s\" timed out.".formatted(name));
            default ->
                    Refusal.of(
                            ErrorCode.UPSTREAM_ERROR,
                            "The provider \"%s\" failed with status %d: %s"
                                    .formatted(name, status, reported.message()));
        };
    }

    /// What went wrong at the routes; the client is told the most useful of it.
    private static final class Failures {
        private final List<Refusal> all = new ArrayList<>();

        void add(Refusal refusal) {
            all.add(refusal);
        }

        /// Rate limits only where every route is limited, then with the shortest wait; else the
        /// last other failure.
        Refusal worst() {
            Refusal chosen = all.getLast();
            for (Refusal refusal : all) {
                boolean limited = refusal.code() == ErrorCode.UPSTREAM_RATE_LIMITED;
                boolean chosenLimited = chosen.code() == ErrorCode.UPSTREAM_RATE_LIMITED;
                if (chosenLimited
                        && (!limited || sooner(refusal.retryAfter(), chosen.retryAfter()))) {
                    chosen = refusal;
                }
            }
            return chosen;
        }

        private static boolean sooner(@Nullable Duration a, @Nullable Duration b) {
            return a != null && (b == null || a.compareTo(b) < 0);
        }
    }
}
