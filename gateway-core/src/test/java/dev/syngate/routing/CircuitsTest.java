package dev.syngate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import dev.syngate.provider.Provider;
import dev.syngate.routing.Circuits.Circuit;
import dev.syngate.routing.Circuits.Health;
import dev.syngate.routing.Circuits.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitsTest {
    private static final Provider ONE = provider("prov-1", "one", true);
    private final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
    private final Circuits circuits = new Circuits(clock);

    @Test
    void healthFollowsTheCircuits() {
        assertThat(circuits.health(ONE)).isEqualTo(Health.UNKNOWN);
        circuits.of(target(ONE, "a")).succeeded(circuits.now());
        assertThat(circuits.health(ONE)).isEqualTo(Health.HEALTHY);
        fail(target(ONE, "b"), 1);
        assertThat(circuits.health(ONE)).isEqualTo(Health.DEGRADED);
        fail(target(ONE, "b"), 4);
        assertThat(circuits.health(ONE)).isEqualTo(Health.DEGRADED);
        fail(target(ONE, "a"), 5);
        assertThat(circuits.health(ONE)).isEqualTo(Health.DOWN);
        clock.advance(Duration.ofSeconds(30));
        assertThat(circuits.health(ONE)).as("not before it answered").isEqualTo(Health.DOWN);
        circuits.of(target(ONE, "a")).answered();
        assertThat(circuits.health(ONE)).isEqualTo(Health.DEGRADED);
        assertThat(circuits.health(provider("prov-1", "one", false))).isEqualTo(Health.DISABLED);
    }

    @Test
    void eachModelOfEachProviderHasItsOwn() {
        Provider two = provider("prov-2", "two", true);
        fail(target(ONE, "a"), 5);
        circuits.of(target(two, "a")).succeeded(circuits.now());
        assertThat(circuits.of(List.of(ONE, two)))
                .containsExactlyInAnyOrder(
                        new Circuit("one", "", "a", State.OPEN),
                        new Circuit("two", "", "a", State.CLOSED));
        clock.advance(Duration.ofSeconds(30));
        assertThat(circuits.of(List.of(ONE)))
                .containsExactly(new Circuit("one", "", "a", State.HALF_OPEN));
    }

    @Test
    void aChangedProviderBeginsAnew() {
        fail(target(ONE, "a"), 5);
        Provider mended = provider("prov-1", "mended", true);
        assertThat(circuits.health(mended)).isEqualTo(Health.UNKNOWN);
        assertThat(circuits.of(target(mended, "a")).admits(circuits.now())).isTrue();
        assertThat(circuits.of(List.of(mended)))
                .containsExactly(new Circuit("mended", "", "a", State.CLOSED));
    }

    private void fail(Target target, int times) {
        for (int i = 0; i < times; i++) {
            circuits.of(target).failed(circuits.now(), Trouble.OVERLOADED);
        }
    }

    private static Target target(Provider provider, String model) {
        return new Target(provider, null, model, null);
    }

    private static Provider provider(String id, String name, boolean enabled) {
        return new Provider(
                id,
                name,
                Provider.Protocol.OPENAI_CHAT,
                "http://127.0.0.1:1/v1",
                null,
                0,
                1,
                enabled);
    }
}
