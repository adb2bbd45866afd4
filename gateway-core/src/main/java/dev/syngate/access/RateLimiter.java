package dev.syngate.access;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Requests a minute, tokens a minute and calls at a time, for each key. Refused calls take
/// nothing. Safe for any thread.
public final class RateLimiter {
    private final LongSupplier ticker;
    private final Map<String, Meters> meters = new ConcurrentHashMap<>();

    /// @param ticker nanoseconds that only go up, such as [System#nanoTime]
    public RateLimiter(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /// What one key has used. A bucket is made anew when its limit changes.
    private static final class Meters {
        private final AtomicInteger running = new AtomicInteger();
        private @Nullable TokenBucket requests;
        private @Nullable TokenBucket tokens;

        synchronized @Nullable TokenBucket requests(@Nullable Integer limit, long now) {
            requests = fitting(requests, limit, now);
            return requests;
        }

        synchronized @Nullable TokenBucket tokens(@Nullable Integer limit, long now) {
            tokens = fitting(tokens, limit, now);
            return tokens;
        }

        private static @Nullable TokenBucket fitting(
                @Nullable TokenBucket old, @Nullable Integer limit, long now) {
            if (limit == null) {
                return null;
            }
            return old != null && old.capacity() == limit ? old : new TokenBucket(limit, now);
        }
    }

    /// Where a key stands, for the headers of a reply.
    public record Standing(int limit, int remaining, Duration reset) {}

    /// A call's place in the limits of its key; closed once when the call has ended.
    public static final class Ticket implements AutoCloseable {
        private static final int NO_TOKENS = 0;
        private final @Nullable AtomicInteger running;
        private final @Nullable TokenBucket tokens;
        private final @Nullable Standing standing;
        private long taken = NO_TOKENS;

        private Ticket(
                @Nullable AtomicInteger running,
                @Nullable TokenBucket tokens,
                @Nullable Standing standing) {
            this.running = running;
            this.tokens = tokens;
            this.standing = standing;
        }

        static Ticket unlimited() {
            return new Ticket(null, null, null);
        }

        /// Requests left to the key; null without a limit.
        public @Nullable Standing standing() {
            return standing;
        }

        /// Takes the estimated tokens of the call.
        public @Nullable Refusal takeTokens(long estimate, long nowNanos) {
            if (tokens == null) {
                return null;
            }
            if (!tokens.take(estimate, nowNanos)) {
                return tooMany(
                        "tokens a minute",
                        tokens.capacity(),
                        tokens.nanosUntil(estimate, nowNanos));
            }
            taken = estimate;
            return null;
        }

        /// Replaces the estimate by what the call really used.
        public void trueUp(long used) {
            if (tokens != null) {
                tokens.correct(used - taken);
                taken = used;
            }
        }

        @Override
        public void close() {
            if (running != null) {
                running.decrementAndGet();
            }
        }
    }

    /// The result of asking for a place.
    sealed interface Entry {
        record Granted(Ticket ticket) implements Entry {}

        record Denied(Refusal refusal) implements Entry {}
    }

    Entry enter(String key, ApiKey.Limits limits) {
        long now = ticker.getAsLong();
        Meters meter = meters.computeIfAbsent(key, id -> new Meters());
        TokenBucket requests = meter.requests(limits.rpm(), now);
        if (limits.concurrent() != null && meter.running.get() >= limits.concurrent()) {
            return new Entry.Denied(
                    tooMany(
                            "requests at a time",
                            limits.concurrent(),
                            Duration.ofSeconds(1).toNanos()));
        }
        if (requests != null && !requests.take(1, now)) {
            return new Entry.Denied(
                    tooMany("requests a minute", requests.capacity(), requests.nanosUntil(1, now)));
        }
        meter.running.incrementAndGet();
        Standing standing = requests == null ? null : standing(requests, now);
        return new Entry.Granted(
                new Ticket(meter.running, meter.tokens(limits.tpm(), now), standing));
    }

    private static Standing standing(TokenBucket requests, long now) {
        Duration full = Duration.ofNanos(requests.nanosUntil(requests.capacity(), now));
        return new Standing(requests.capacity(), requests.remaining(now), full);
    }

    private static Refusal tooMany(String what, int limit, long waitNanos) {
        return new Refusal(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "This API key allows %d %s. Wait and try again.".formatted(limit, what),
                null,
                Duration.ofNanos(waitNanos));
    }
}
