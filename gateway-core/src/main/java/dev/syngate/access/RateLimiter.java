package dev.syngate.access;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Requests a minute, tokens a minute and calls at a time, for each key. Refused calls take
/// nothing. Only keys that were used within the last minutes cost memory. Safe for any thread.
public final class RateLimiter {
    private static final long SWEEP_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration RETRY_WHEN_CROWDED = Duration.ofSeconds(1);

    private final LongSupplier ticker;
    private final ConcurrentHashMap<String, Meters> meters = new ConcurrentHashMap<>();
    private final AtomicLong swept;

    /// @param ticker nanoseconds that only go up, such as [System#nanoTime]
    public RateLimiter(LongSupplier ticker) {
        this.ticker = ticker;
        this.swept = new AtomicLong(ticker.getAsLong());
    }

    /// Where one limit stands.
    ///
    /// @param resetNanos until it is full again
    public record Level(int limit, int remaining, long resetNanos) {}

    /// Where a key stands, for the headers of a reply.
    ///
    /// @param requests null: no limit
    /// @param tokens null: no limit
    public record RateLimitStatus(@Nullable Level requests, @Nullable Level tokens) {
        /// Of a caller without limits.
        public static final RateLimitStatus UNLIMITED = new RateLimitStatus(null, null);
    }

    /// A call's place in the limits of its key; closed once when the call has ended.
    public final class Ticket implements AutoCloseable {
        private final @Nullable Meters meters;
        private final boolean counted;
        private boolean gaveBack;
        private long taken;

        private Ticket(@Nullable Meters meters, boolean counted) {
            this.meters = meters;
            this.counted = counted;
        }

        /// What is left to the key now.
        public RateLimitStatus rateLimit() {
            return meters == null
                    ? RateLimitStatus.UNLIMITED
                    : meters.rateLimit(ticker.getAsLong());
        }

        /// Whether the key has a limit of tokens.
        public boolean limitsTokens() {
            return meters != null && meters.limitTokens();
        }

        /// Takes the estimated tokens of the call.
        public @Nullable Refusal takeTokens(long estimate) {
            Refusal no = meters == null ? null : meters.takeTokens(estimate, ticker.getAsLong());
            taken = no == null ? estimate : 0;
            return no;
        }

        /// Replaces the estimate by what the call really used.
        public void trueUp(long used) {
            if (meters != null) {
                meters.correctTokens(used - taken);
            }
            taken = used;
        }

        /// Makes the call one that was refused: it does not count. Later calls do nothing.
        public void giveBack() {
            if (meters != null && counted && !gaveBack) {
                gaveBack = true;
                meters.correctRequests(-1);
                trueUp(0);
            }
        }

        @Override
        public void close() {
            if (meters != null && counted) {
                meters.leave();
            }
        }
    }

    /// The result of asking for a place.
    sealed interface Entry {
        record Granted(Ticket ticket) implements Entry {}

        record Denied(Refusal refusal, RateLimitStatus rateLimit) implements Entry {}
    }

    Entry enter(String key, ApiKey.Limits limits) {
        long now = ticker.getAsLong();
        sweep(now);
        return at(
                key,
                limits,
                now,
                mine -> {
                    Refusal no = mine.enter(limits.concurrent(), now);
                    return no == null
                            ? new Entry.Granted(new Ticket(mine, true))
                            : new Entry.Denied(no, mine.rateLimit(now));
                });
    }

    /// Where a key stands right now.
    ///
    /// @param running its calls that run
    public record Standing(int running, RateLimitStatus rateLimit) {}

    /// Where a key stands right now, for whoever looks from outside.
    public Standing standing(ApiKey key) {
        long now = ticker.getAsLong();
        return at(
                key.id(),
                key.limits(),
                now,
                mine -> new Standing(mine.running(), mine.rateLimit(now)));
    }

    /// A look at the limits of a key by a call that does not count.
    Ticket look(String key, ApiKey.Limits limits) {
        return at(key, limits, ticker.getAsLong(), mine -> new Ticket(mine, false));
    }

    /// For callers without limits.
    Ticket unlimited() {
        return new Ticket(null, false);
    }

    /// Works on the key's meters while nobody else does and the sweep leaves them alone.
    private <T> T at(String key, ApiKey.Limits limits, long now, Function<Meters, T> work) {
        while (true) {
            Meters mine = meters.computeIfAbsent(key, id -> new Meters());
            synchronized (mine) {
                if (mine.fit(limits, now)) {
                    return work.apply(mine);
                }
            }
            meters.remove(key, mine);
        }
    }

    /// Forgets the keys that are as if they had never been used.
    private void sweep(long now) {
        long last = swept.get();
        if (now - last >= SWEEP_NANOS && swept.compareAndSet(last, now)) {
            meters.values().removeIf(meter -> meter.retire(now));
        }
    }

    /// Keys that cost memory right now.
    int size() {
        return meters.size();
    }

    static Refusal tooMany(String what, int limit, Duration wait) {
        return new Refusal(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "This API key allows %d %s. Wait and try again.".formatted(limit, what),
                null,
                wait);
    }

    static Refusal crowded(int limit) {
        return tooMany("requests at a time", limit, RETRY_WHEN_CROWDED);
    }
}
