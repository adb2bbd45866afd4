package dev.syngate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.RateLimiter.Level;
import dev.syngate.access.RateLimiter.RateLimitStatus;
import dev.syngate.protocol.ErrorShape;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00.25Z");
    private static final Level REQUESTS = new Level(60, 59, Duration.ofSeconds(1).toNanos());
    private static final Level TOKENS = new Level(1_000, 0, Duration.ofMinutes(6).toNanos());

    @Test
    void everyLimitIsToldInBothFamilies() {
        assertThat(put(new RateLimitStatus(REQUESTS, TOKENS), false))
                .isEqualTo(
                        Map.of(
                                "X-RateLimit-Limit", "60",
                                "X-RateLimit-Remaining", "59",
                                "X-RateLimit-Reset", "1",
                                "x-ratelimit-limit-requests", "60",
                                "x-ratelimit-remaining-requests", "59",
                                "x-ratelimit-reset-requests", "1s",
                                "x-ratelimit-limit-tokens", "1000",
                                "x-ratelimit-remaining-tokens", "0",
                                "x-ratelimit-reset-tokens", "6m0s"));
    }

    @Test
    void aLimitThatIsOffIsNotTold() {
        assertThat(put(new RateLimitStatus(null, null), true)).isEmpty();
        assertThat(put(new RateLimitStatus(null, TOKENS), false)).hasSize(3);
        assertThat(put(new RateLimitStatus(REQUESTS, null), false)).hasSize(6);
    }

    @Test
    void anthropicsCallersGetInstants() {
        assertThat(put(new RateLimitStatus(REQUESTS, TOKENS), true))
                .hasSize(15)
                .containsEntry("anthropic-ratelimit-requests-limit", "60")
                .containsEntry("anthropic-ratelimit-requests-remaining", "59")
                .containsEntry("anthropic-ratelimit-requests-reset", "2026-11-21T09:00:02Z")
                .containsEntry("anthropic-ratelimit-tokens-reset", "2026-11-21T09:06:01Z");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0s",
        "1,1ms",
        "120000000,120ms",
        "999000001,1s",
        "1000000000,1s",
        "1500000000,1.5s",
        "8640000000,8.64s",
        "12005000000,12.005s",
        "60000000000,1m0s",
        "72500000000,1m12.5s",
        "360000000000,6m0s",
        "3600000000000,1h0m0s"
    })
    void durationsAreWrittenAsOpenAiDoes(long nanos, String text) {
        assertThat(RateLimitHeaders.duration(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages,true",
        "/messages,true",
        "/api/v1/messages/count_tokens,true",
        "/rpc/x/api/v1/messages,true",
        "/v1/v1/messages,true",
        "/v1/chat/completions,false",
        "/v1/threads/messages,false",
        "/rpc/messages/v1,false"
    })
    void thePathTellsWhoSpeaksAnthropicsProtocol(String path, boolean messages) {
        assertThat(Paths.of(path).errors() == ErrorShape.ANTHROPIC).isEqualTo(messages);
    }

    private static Map<String, String> put(RateLimitStatus rateLimit, boolean anthropic) {
        HeaderMap headers = new HeaderMap();
        RateLimitHeaders.put(headers, rateLimit, anthropic ? NOW : null);
        Map<String, String> texts = new TreeMap<>();
        for (HeaderValues values : headers) {
            texts.put(values.getHeaderName().toString(), values.getFirst());
        }
        return texts;
    }
}
