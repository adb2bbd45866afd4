package dev.syngate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyGuessesTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.7");
    private final AtomicLong now = new AtomicLong();
    private final KeyGuesses guesses = new KeyGuesses(now::get);

    @Test
    void theEleventhWithinAMinuteHasToWait() {
        for (int i = 0; i < 10; i++) {
            assertThat(guesses.failed(HERE)).isNull();
            pass(Duration.ofSeconds(5));
        }
        assertThat(guesses.failed(HERE)).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofSeconds(20));
        assertThat(guesses.failed(HERE)).isEqualTo(Duration.ofSeconds(40));
        assertThat(guesses.failed(InetAddress.ofLiteral("192.168.1.8"))).isNull();
        pass(Duration.ofSeconds(40));
        assertThat(guesses.failed(HERE)).isNull();
    }

    @Test
    void tenInMoreThanAMinuteAreNoMatter() {
        for (int i = 0; i < 100; i++) {
            assertThat(guesses.failed(HERE)).isNull();
            pass(Duration.ofSeconds(7));
        }
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(guesses.failed(InetAddress.ofLiteral("fd00:1::" + i))).isNull();
        }
        assertThat(guesses.failed(InetAddress.ofLiteral("fd00:1::ffff"))).isNotNull();
        assertThat(guesses.failed(InetAddress.ofLiteral("fd00:2::1"))).isNull();
    }

    @Test
    void memoryIsBounded() throws Exception {
        for (int i = 0; i < 50_000; i++) {
            guesses.failed(
                    InetAddress.getByAddress(
                            new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}));
        }
        assertThat(guesses.size()).isEqualTo(10_000);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
