package dev.syngate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    @Test
    void aUnitComesBackEverySecondAtSixtyAMinute() {
        TokenBucket bucket = new TokenBucket(60, 0);
        for (int i = 0; i < 60; i++) {
            assertThat(bucket.take(1, 0)).isTrue();
        }
        assertThat(bucket.take(1, 0)).isFalse();
        assertThat(bucket.nanosUntil(1, 0)).isEqualTo(SECOND);
        assertThat(bucket.take(1, SECOND - 1_000)).isFalse();
        assertThat(bucket.nanosUntil(1, SECOND - 1_000)).isEqualTo(1_000);
        assertThat(bucket.take(1, SECOND)).isTrue();
        assertThat(bucket.level(SECOND)).isEqualTo(new RateLimiter.Level(60, 0, MINUTE));
        assertThat(bucket.level(SECOND + MINUTE / 2))
                .isEqualTo(new RateLimiter.Level(60, 30, MINUTE / 2));
        assertThat(bucket.isFull(SECOND + MINUTE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 999, 1_000_003, Integer.MAX_VALUE})
    void manySmallStepsGiveBackExactlyWhatOneLargeStepDoes(int capacity) {
        Random random = new Random(7);
        TokenBucket often = new TokenBucket(capacity, 0);
        TokenBucket once = new TokenBucket(capacity, 0);
        often.correct(capacity);
        once.correct(capacity);
        long now = 0;
        while (now < MINUTE / 2) {
            now += random.nextInt(3_000_000);
            often.level(now);
        }
        assertThat(often.level(now)).isEqualTo(once.level(now));
        BigInteger exact =
                BigInteger.valueOf(now / 1_000)
                        .multiply(BigInteger.valueOf(capacity))
                        .divide(BigInteger.valueOf(60_000_000));
        assertThat(once.level(now).remaining()).isEqualTo(exact.intValueExact());
    }

    @Test
    void moreThanItHoldsIsLetThroughWhenFullAndPaidBackLater() {
        TokenBucket bucket = new TokenBucket(1_000, 0);
        assertThat(bucket.take(3_000, 0)).isTrue();
        assertThat(bucket.level(0)).isEqualTo(new RateLimiter.Level(1_000, 0, 3 * MINUTE));
        assertThat(bucket.nanosUntil(1, 2 * MINUTE)).isEqualTo(60_000_000);
        assertThat(bucket.take(1, 2 * MINUTE)).isFalse();
    }

    @Test
    void absurdCountsNeitherOverflowNorFillIt() {
        TokenBucket bucket = new TokenBucket(Integer.MAX_VALUE, 0);
        bucket.correct(Long.MAX_VALUE);
        bucket.correct(Long.MAX_VALUE);
        assertThat(bucket.level(0).remaining()).isZero();
        bucket.correct(Long.MIN_VALUE);
        bucket.correct(Long.MIN_VALUE);
        assertThat(bucket.level(0).remaining()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void timeThatGoesBackBringsNothing() {
        TokenBucket bucket = new TokenBucket(60, MINUTE);
        bucket.correct(60);
        assertThat(bucket.level(0).remaining()).isZero();
        assertThat(bucket.level(MINUTE + SECOND).remaining()).isEqualTo(1);
    }
}
