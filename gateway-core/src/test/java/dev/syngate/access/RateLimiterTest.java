package dev.syngate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.RateLimiter.Entry.Denied;
import dev.syngate.access.RateLimiter.Entry.Granted;
import dev.syngate.access.RateLimiter.Level;
import dev.syngate.access.RateLimiter.RateLimitStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final AtomicLong now = new AtomicLong();
    private final RateLimiter limiter = new RateLimiter(now::get);

    @Test
    void refusedCallsTakeNothing() {
        ApiKey.Limits limits = limits(2, null, null);
        admit("a", limits);
        admit("a", limits);
        for (int i = 0; i < 100; i++) {
            Denied no = (Denied) limiter.enter("a", limits);
            assertThat(no.refusal().retryAfter()).isEqualTo(Duration.ofSeconds(30));
            assertThat(no.rateLimit().requests()).isEqualTo(new Level(2, 0, MINUTE.toNanos()));
        }
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        admit("a", limits);
    }

    @Test
    void aCallThatIsRefusedLaterIsGivenBackOnceWithItsTokens() {
        ApiKey.Limits limits = limits(10, 1_000, null);
        RateLimiter.Ticket ticket = admit("a", limits);
        assertThat(ticket.takeTokens(400)).isNull();
        assertThat(ticket.rateLimit().requests().remaining()).isEqualTo(9);
        assertThat(ticket.rateLimit().tokens().remaining()).isEqualTo(600);
        ticket.giveBack();
        ticket.giveBack();
        ticket.close();
        assertThat(ticket.rateLimit())
                .isEqualTo(new RateLimitStatus(new Level(10, 10, 0), new Level(1_000, 1_000, 0)));
    }

    @Test
    void tokensAreTruedUpToWhatWasUsed() {
        ApiKey.Limits limits = limits(null, 1_000, null);
        RateLimiter.Ticket ticket = admit("a", limits);
        ticket.takeTokens(100);
        ticket.trueUp(250);
        ticket.close();
        assertThat(ticket.rateLimit())
                .isEqualTo(new RateLimitStatus(null, new Level(1_000, 750, MINUTE.toNanos() / 4)));
        RateLimiter.Ticket next = admit("a", limits);
        assertThat(next.takeTokens(800).retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aLookTakesNothing() {
        ApiKey.Limits limits = limits(5, null, 1);
        RateLimiter.Ticket look = limiter.look("a", limits);
        look.giveBack();
        look.close();
        assertThat(look.rateLimit().requests().remaining()).isEqualTo(5);
        admit("a", limits);
        assertThat(limiter.enter("a", limits)).isInstanceOf(Denied.class);
    }

    @Test
    void racingCallsGetExactlyTheFreePlaces() throws Exception {
        ApiKey.Limits limits = limits(1_000, null, 7);
        AtomicInteger granted = new AtomicInteger();
        List<Thread> racers =
                java.util.stream.IntStream.range(0, 100)
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            if (limiter.enter("a", limits) instanceof Granted) {
                                                granted.incrementAndGet();
                                            }
                                        }))
                        .toList();
        for (Thread racer : racers) {
            racer.join();
        }
        assertThat(granted).hasValue(7);
        assertThat(limiter.look("a", limits).rateLimit().requests().remaining()).isEqualTo(993);
    }

    @Test
    void tenThousandIdleKeysAreForgottenButNotThoseInUse() {
        ApiKey.Limits limits = limits(60, 1_000, null);
        for (int i = 0; i < 10_000; i++) {
            admit("key-" + i, limits).close();
        }
        RateLimiter.Ticket running = admit("running", limits);
        assertThat(limiter.size()).isEqualTo(10_001);
        now.addAndGet(2 * MINUTE.toNanos());
        admit("other", limits).close();
        assertThat(limiter.size()).isEqualTo(2);
        running.close();
        now.addAndGet(2 * MINUTE.toNanos());
        admit("other", limits).close();
        assertThat(limiter.size()).isEqualTo(1);
    }

    private RateLimiter.Ticket admit(String key, ApiKey.Limits limits) {
        return ((Granted) limiter.enter(key, limits)).ticket();
    }

    private static ApiKey.Limits limits(
            @Nullable Integer rpm, @Nullable Integer tpm, @Nullable Integer concurrent) {
        return new ApiKey.Limits(List.of(), List.of(), rpm, tpm, concurrent);
    }
}
