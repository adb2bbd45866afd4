package dev.syngate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.routing.Circuits.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final long OPEN = 30_000;
    private final CircuitBreaker circuit = new CircuitBreaker();
    private long now = 1_000_000;

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4);
        assertThat(circuit.admits(now)).isTrue();
        assertThat(circuit.isWell()).isFalse();
        succeed(1);
        fail(4);
        assertThat(circuit.state(now)).isEqualTo(State.CLOSED);
        fail(1);
        assertThat(circuit.state(now)).isEqualTo(State.OPEN);
        assertThat(circuit.admits(now)).isFalse();
    }

    @Test
    void opensWhenOverHalfOfTenCallsInAMinuteFail() {
        for (int i = 0; i < 5; i++) {
            succeed(1);
            fail(1);
        }
        assertThat(circuit.state(now)).isEqualTo(State.CLOSED);
        fail(1);
        assertThat(circuit.state(now)).isEqualTo(State.OPEN);
    }

    @Test
    void nineCallsAreTooFewToJudge() {
        for (int i = 0; i < 3; i++) {
            succeed(1);
            fail(2);
        }
        assertThat(circuit.state(now)).isEqualTo(State.CLOSED);
        fail(1);
        assertThat(circuit.state(now)).isEqualTo(State.OPEN);
    }

    @Test
    void callsOfAMinuteAgoAreForgotten() {
        for (int i = 0; i < 4; i++) {
            fail(1);
            succeed(1);
        }
        fail(1);
        now += 60_000;
        succeed(4);
        fail(4);
        assertThat(circuit.state(now)).isEqualTo(State.CLOSED);
    }

    @Test
    void oneCallOnTrialClosesItOrOpensItAgain() {
        fail(5);
        now += OPEN - 1;
        assertThat(circuit.admits(now)).isFalse();
        now++;
        assertThat(circuit.state(now)).isEqualTo(State.HALF_OPEN);
        assertThat(circuit.admits(now)).isTrue();
        assertThat(circuit.admits(now)).as("only one").isFalse();
        fail(1);
        assertThat(circuit.state(now)).isEqualTo(State.OPEN);
        now += OPEN;
        assertThat(circuit.admits(now)).isTrue();
        circuit.answered();
        assertThat(circuit.state(now)).isEqualTo(State.CLOSED);
        assertThat(circuit.admits(now) && circuit.admits(now)).isTrue();
    }

    @Test
    void aTrialThatToldNothingIsGivenBackAndALostOneExpires() {
        fail(5);
        now += OPEN;
        assertThat(circuit.admits(now)).isTrue();
        circuit.inconclusive(now);
        assertThat(circuit.admits(now)).isTrue();
        now += OPEN;
        assertThat(circuit.admits(now)).isTrue();
    }

    @Test
    void aRateLimitOpensItForAsLongAsTheProviderAsked() {
        circuit.limited(
                now, Duration.ofSeconds(90), Refusal.of(ErrorCode.UPSTREAM_RATE_LIMITED, "wait"));
        now += 89_999;
        assertThat(circuit.state(now)).isEqualTo(State.OPEN);
        now++;
        assertThat(circuit.admits(now)).isTrue();
    }

    @Test
    void aClockThatIsSetBackMakesNoWaitLonger() {
        circuit.limited(
                now, Duration.ofSeconds(90), Refusal.of(ErrorCode.UPSTREAM_RATE_LIMITED, "wait"));
        assertThat(circuit.asksToWait(now)).isNotNull();
        assertThat(circuit.asksToWait(now - Duration.ofHours(3).toMillis())).isNull();
    }

    @Test
    void theEndOfAnOldStreamDoesNotCloseIt() {
        fail(5);
        succeed(1);
        assertThat(circuit.state(now)).isEqualTo(State.OPEN);
    }

    @Test
    void callersMistakesNeverCount() {
        fail(4);
        for (int i = 0; i < 20; i++) {
            circuit.inconclusive(now);
        }
        assertThat(circuit.state(now)).isEqualTo(State.CLOSED);
        fail(1);
        assertThat(circuit.state(now)).isEqualTo(State.OPEN);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed(now, Trouble.OVERLOADED);
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            circuit.succeeded(now);
        }
    }
}
