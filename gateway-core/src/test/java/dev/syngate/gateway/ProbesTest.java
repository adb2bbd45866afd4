package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import dev.syngate.routing.Probes;
import dev.syngate.routing.Probes.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Providers that failed are asked whether they are back, so that no call has to find out.
@Timeout(60)
class ProbesTest {
    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
    private final AtomicInteger listStatus = new AtomicInteger(500);
    private final AtomicInteger callStatus = new AtomicInteger(500);
    private final AtomicInteger paidProbes = new AtomicInteger();
    private final AtomicBoolean paidAnswers = new AtomicBoolean();
    private ScriptedUpstream failing;
    private ScriptedUpstream other;
    private ProviderScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new ProviderScene(folder, clock);
        failing =
                new ScriptedUpstream((request, out) -> {
                    boolean list = request.startsWith("GET ");
                    int status = (list ? listStatus : callStatus).get();
                    String body = list ? "{\"data\":[]}" : WireFormat.OPENAI.goodAnswer();
                    json(status, status == 200 ? body : "{}").answer(request, out);
                });
        other = new ScriptedUpstream(json(200, WireFormat.OPENAI.goodAnswer()));
        add("failing", failing, 9);
        add("other", other, 0);
    }

    @AfterEach
    void close() {
        scene.close();
        failing.close();
        other.close();
    }

    @Test
    void aProviderThatStaysDownIsAskedLessAndLessOftenAndNoCallIsSacrificed() throws Exception {
        callStatus.set(401);
        listStatus.set(401);
        assertThat(scene.ask("m")).isEqualTo(200);
        assertThat(calls()).isEqualTo(1);
        Probes probes = probes(Kind.FREE);
        for (int minute = 0; minute < 30; minute++) {
            for (int second = 0; second < 60; second += 5) {
                clock.advance(Duration.ofSeconds(5));
                probes.look().join();
            }
            assertThat(scene.ask("m")).isEqualTo(200);
        }
        assertThat(calls()).as("calls that found out").isEqualTo(1);
        assertThat(lists()).isBetween(5, 10);

        listStatus.set(200);
        callStatus.set(200);
        for (int minute = 0; minute < 11; minute++) {
            clock.advance(Duration.ofMinutes(1));
            probes.look().join();
        }
        assertThat(health("failing")).isEqualTo("healthy");
        int before = other.requests().size();
        assertThat(scene.ask("m")).isEqualTo(200);
        assertThat(other.requests()).hasSize(before);
    }

    @Test
    void aListProvesNothingWhereCallsFailSoTheNextCallShows() throws Exception {
        openTheCircuit();
        listStatus.set(200);
        clock.advance(Duration.ofSeconds(25));
        Probes probes = probes(Kind.FREE);
        probes.look().join();
        probes.look().join();
        assertThat(lists()).as("asked once").isEqualTo(1);
        assertThat(health("failing")).isEqualTo("down");
        callStatus.set(200);
        assertThat(scene.ask("m")).isEqualTo(200);
        assertThat(health("failing")).isEqualTo("healthy");
        assertThat(paidProbes).hasValue(0);
    }

    @Test
    void whoAllowsItHasTheModelAskedForMoney() throws Exception {
        openTheCircuit();
        listStatus.set(200);
        Probes probes = probes(Kind.PAID);
        clock.advance(Duration.ofSeconds(25));
        probes.look().join();
        assertThat(paidProbes).hasValue(1);
        assertThat(health("failing")).isEqualTo("down");
        paidAnswers.set(true);
        clock.advance(Duration.ofSeconds(55));
        probes.look().join();
        assertThat(paidProbes).hasValue(2);
        assertThat(health("failing")).isEqualTo("healthy");
    }

    @Test
    void nobodyIsAskedWhoDoesWellOrAskedToBeLeftAloneOrWhereItIsOff() throws Exception {
        callStatus.set(200);
        assertThat(scene.ask("m")).isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        probes(Kind.FREE).look().join();
        assertThat(lists()).isZero();

        callStatus.set(500);
        openTheCircuit();
        clock.advance(Duration.ofMinutes(5));
        probes(Kind.OFF).look().join();
        assertThat(lists()).isZero();
        probes(Kind.FREE).look().join();
        assertThat(lists()).isEqualTo(1);

        for (String wrong : List.of("'sometimes'", "7")) {
            assertThat(scene.refused("PATCH", "settings", "{'probes':" + wrong + "}"))
                    .contains("probes");
        }
        assertThat(scene.ok("PATCH", "settings", "{'probes':'free'}").path("probes").asString())
                .isEqualTo("free");
    }

    private Probes probes(Kind kind) {
        return new Probes(
                scene.gateway().circuits(),
                scene.gateway().providers(),
                (provider, credential, cancellation) ->
                        scene.gateway()
                                .providerCheck()
                                .probe(provider, credential, cancellation)
                                .ok(),
                (target, cancellation) -> {
                    paidProbes.incrementAndGet();
                    return paidAnswers.get();
                },
                () -> kind);
    }

    private void openTheCircuit() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(scene.ask("m")).isEqualTo(200);
        }
        assertThat(health("failing")).isEqualTo("down");
    }

    private String health(String provider) {
        return scene.ok("GET", "providers/" + provider, null).path("health").asString();
    }

    private int lists() {
        return count("GET ");
    }

    private int calls() {
        return count("POST ");
    }

    private int count(String method) {
        return (int) failing.requests().stream().filter(sent -> sent.startsWith(method)).count();
    }

    private void add(String name, ScriptedUpstream upstream, int priority) {
        scene.ok(
                "POST",
                "providers",
                "{'name':'%s','base_url':'%s','api_key':'sk-%s','models':['m'],'free':true,'priority':%d}"
                        .formatted(name, upstream.baseUrl(), name, priority));
    }
}
