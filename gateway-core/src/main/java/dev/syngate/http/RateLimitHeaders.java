package dev.syngate.http;

import dev.syngate.access.RateLimiter.Level;
import dev.syngate.access.RateLimiter.RateLimitStatus;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Tells a caller its limits in the headers that clients read: the general ones (reset in seconds),
/// OpenAI's (reset as in `6m0s`), Anthropic's (reset as an instant). None for a limit that is off.
final class RateLimitHeaders {
    private static final Family GENERAL =
            new Family("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
    private static final Family REQUESTS = Family.ofOpenAi("requests");
    private static final Family TOKENS = Family.ofOpenAi("tokens");
    private static final Family ANTHROPIC_REQUESTS = Family.ofAnthropic("requests");
    private static final Family ANTHROPIC_TOKENS = Family.ofAnthropic("tokens");

    /// All of them, for browsers.
    static final String NAMES =
            String.join(
                    ", ",
                    GENERAL.names(),
                    REQUESTS.names(),
                    TOKENS.names(),
                    ANTHROPIC_REQUESTS.names(),
                    ANTHROPIC_TOKENS.names());

    private RateLimitHeaders() {}

    private record Family(HttpString limit, HttpString remaining, HttpString reset) {
        Family(String limit, String remaining, String reset) {
            this(
                    HttpString.tryFromString(limit),
                    HttpString.tryFromString(remaining),
                    HttpString.tryFromString(reset));
        }

        static Family ofOpenAi(String unit) {
            return new Family(
                    "x-ratelimit-limit-" + unit,
                    "x-ratelimit-remaining-" + unit,
                    "x-ratelimit-reset-" + unit);
        }

        static Family ofAnthropic(String unit) {
            String name = "anthropic-ratelimit-" + unit;
            return new Family(name + "-limit", name + "-remaining", name + "-reset");
        }

        String names() {
            return String.join(", ", limit.toString(), remaining.toString(), reset.toString());
        }

        void put(HeaderMap headers, Level level, String resets) {
            headers.put(limit, level.limit());
            headers.put(remaining, level.remaining());
            headers.put(reset, resets);
        }
    }

    /// @param anthropic the time of the reply where the caller speaks Anthropic's protocol
    static void put(HeaderMap headers, RateLimitStatus rateLimit, @Nullable Instant anthropic) {
        Level requests = rateLimit.requests();
        if (requests != null) {
            GENERAL.put(headers, requests, Long.toString(seconds(requests)));
            REQUESTS.put(headers, requests, duration(requests.resetNanos()));
            if (anthropic != null) {
                ANTHROPIC_REQUESTS.put(headers, requests, instant(anthropic, requests));
            }
        }
        Level tokens = rateLimit.tokens();
        if (tokens != null) {
            TOKENS.put(headers, tokens, duration(tokens.resetNanos()));
            if (anthropic != null) {
                ANTHROPIC_TOKENS.put(headers, tokens, instant(anthropic, tokens));
            }
        }
    }

    private static long seconds(Level level) {
        return Math.ceilDiv(level.resetNanos(), Duration.ofSeconds(1).toNanos());
    }

    private static String instant(Instant now, Level level) {
        Instant full = now.plusNanos(level.resetNanos());
        Instant second = full.truncatedTo(ChronoUnit.SECONDS);
        return (second.equals(full) ? second : second.plusSeconds(1)).toString();
    }

    /// As OpenAI writes durations: `0s`, `120ms`, `1.5s`, `6m0s`, `1h0m0s`.
    static String duration(long nanos) {
        long millis = Math.ceilDiv(nanos, 1_000_000);
        if (millis > 0 && millis < 1_000) {
            return millis + "ms";
        }
        long minutes = millis / 60_000;
        String seconds = seconds(millis % 60_000) + "s";
        if (minutes == 0) {
            return seconds;
        }
        return minutes < 60
                ? minutes + "m" + seconds
                : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
    }

    private static String seconds(long millis) {
        if (millis % 1_000 == 0) {
            return Long.toString(millis / 1_000);
        }
        String fraction = Long.toString(1_000 + millis % 1_000).substring(1).replaceAll("0+$", "");
        return millis / 1_000 + "." + fraction;
    }
}
