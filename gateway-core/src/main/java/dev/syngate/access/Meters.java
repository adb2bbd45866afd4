package dev.syngate.access;

import dev.syngate.call.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one key has used. Guarded by its own monitor.
final class Meters {
    private int running;
    private @Nullable TokenBucket requests;
    private @Nullable TokenBucket tokens;
    private boolean retired;

    /// Follows changed limits: such a bucket is made anew.
    ///
    /// @return false when these meters were retired; then new ones are due
    synchronized boolean fit(ApiKey.Limits limits, long now) {
        requests = fitting(requests, limits.rpm(), now);
        tokens = fitting(tokens, limits.tpm(), now);
        return !retired;
    }

    private static @Nullable TokenBucket fitting(
            @Nullable TokenBucket old, @Nullable Integer limit, long now) {
        if (limit == null) {
            return null;
        }
        return old != null && old.capacity() == limit ? old : new TokenBucket(limit, now);
    }

    /// Takes a place and a request.
    ///
    /// @return null when both were free
    synchronized @Nullable Refusal enter(@Nullable Integer concurrent, long now) {
        if (concurrent != null && running >= concurrent) {
            return RateLimiter.crowded(concurrent);
        }
        if (requests != null && !requests.take(1, now)) {
            return refusal("requests a minute", requests, 1, now);
        }
        running++;
        return null;
    }

    synchronized int running() {
        return running;
    }

    synchronized boolean limitTokens() {
        return tokens != null;
    }

    synchronized void leave() {
        running--;
    }

    synchronized @Nullable Refusal takeTokens(long estimate, long now) {
        return tokens == null || tokens.take(estimate, now)
                ? null
                : refusal("tokens a minute", tokens, estimate, now);
    }

    private static Refusal refusal(String what, TokenBucket bucket, long units, long now) {
        Duration wait = Duration.ofNanos(bucket.nanosUntil(units, now));
        return RateLimiter.tooMany(what, bucket.capacity(), wait);
    }

    synchronized void correctRequests(long units) {
        if (requests != null) {
            requests.correct(units);
        }
    }

    synchronized void correctTokens(long units) {
        if (tokens != null) {
            tokens.correct(units);
        }
    }

    synchronized RateLimiter.RateLimitStatus rateLimit(long now) {
        return new RateLimiter.RateLimitStatus(
                requests == null ? null : requests.level(now),
                tokens == null ? null : tokens.level(now));
    }

    /// Retires the meters where nothing runs and nothing is used up.
    synchronized boolean retire(long now) {
        retired =
                running == 0
                        && (requests == null || requests.isFull(now))
                        && (tokens == null || tokens.isFull(now));
        return retired;
    }
}
