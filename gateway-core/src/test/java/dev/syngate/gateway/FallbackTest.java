package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.RunningGateway.get;
import static dev.syngate.gateway.RunningGateway.question;
import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import dev.syngate.billing.Price;
import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Timeouts;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Which routes are tried, in which order, and what is remembered of it.
@Timeout(60)
class FallbackTest {
    private static final Script GOOD = json(200, WireFormat.OPENAI.goodAnswer());
    private static final Script BAD = json(500, "{}");
    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
    private final List<ScriptedUpstream> upstreams = new ArrayList<>();
    private RunningGateway running;
    private String secret;

    @BeforeEach
    void open() {
        running = new RunningGateway(folder, Timeouts.USUAL, clock);
        secret = running.key("test", null, null);
    }

    @AfterEach
    void close() {
        running.close();
        upstreams.forEach(ScriptedUpstream::close);
    }

    @Test
    void anOpenCircuitIsPassedOverUntilItMayBeTried() throws Exception {
        AtomicReference<Script> script = new AtomicReference<>(BAD);
        ScriptedUpstream first = add("first", 10, (in, out) -> script.get().answer(in, out));
        add("second", 0, GOOD);
        for (int i = 0; i < 5; i++) {
            assertThat(ask()).isEqualTo(200);
            assertThat(outcomes()).containsExactly("first: status 500", "second: ok");
        }
        assertThat(health()).containsEntry("first", "down").containsEntry("second", "healthy");
        assertThat(metrics()).contains(gauge("first", 2), gauge("second", 0));
        assertThat(ask()).isEqualTo(200);
        assertThat(outcomes()).containsExactly("first: skipped: circuit open", "second: ok");
        assertThat(first.requests()).hasSize(5);

        clock.advance(Duration.ofSeconds(30));
        assertThat(metrics()).contains(gauge("first", 1));
        assertThat(ask()).isEqualTo(200);
        assertThat(outcomes()).containsExactly("first: status 500", "second: ok");
        assertThat(ask()).isEqualTo(200);
        assertThat(first.requests()).as("one on trial").hasSize(6);

        script.set(GOOD);
        clock.advance(Duration.ofSeconds(30));
        assertThat(ask()).isEqualTo(200);
        assertThat(outcomes()).containsExactly("first: ok");
        assertThat(health()).containsEntry("first", "healthy");
        assertThat(metrics()).contains(gauge("first", 0));
    }

    @Test
    void whereEveryCircuitIsOpenTheBestIsTriedAllTheSame() throws Exception {
        AtomicReference<Script> script = new AtomicReference<>(BAD);
        add("only", 0, (in, out) -> script.get().answer(in, out));
        for (int i = 0; i < 6; i++) {
            assertThat(ask()).isEqualTo(502);
        }
        assertThat(outcomes()).containsExactly("only: skipped: circuit open", "only: status 500");
        script.set(GOOD);
        assertThat(ask()).isEqualTo(200);
        assertThat(health()).containsEntry("only", "healthy");
    }

    @Test
    void aRateLimitPassesARouteOverForAsLongAsItAsks() throws Exception {
        ScriptedUpstream limited = add("limited", 10, json(429, "{}", "Retry-After: 90"));
        add("other", 0, GOOD);
        assertThat(ask()).isEqualTo(200);
        clock.advance(Duration.ofMillis(89_998));
        assertThat(ask()).isEqualTo(200);
        assertThat(limited.requests()).hasSize(1);
        assertThat(ask()).isEqualTo(200);
        assertThat(limited.requests()).hasSize(2);
    }

    @Test
    void callersMistakesAreNotRetriedAndOpenNothing() throws Exception {
        ScriptedUpstream strict = add("strict", 10, json(400, "{\"error\":\"no\"}"));
        ScriptedUpstream other = add("other", 0, GOOD);
        for (int i = 0; i < 12; i++) {
            assertThat(ask()).isEqualTo(400);
        }
        assertThat(strict.requests()).hasSize(12);
        assertThat(other.requests()).isEmpty();
        assertThat(health()).containsEntry("strict", "healthy").containsEntry("other", "unknown");
    }

    @Test
    void answersThatBreakOpenTheCircuitToo() throws Exception {
        Script broken =
                (request, out) ->
                        out.write(
                                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        add("broken", 10, broken);
        add("other", 0, GOOD);
        for (int i = 0; i < 5; i++) {
            assertThat(ask()).isEqualTo(200);
            assertThat(outcomes()).containsExactly("broken: broke off", "other: ok");
        }
        assertThat(health()).containsEntry("broken", "down");
        assertThat(ask()).isEqualTo(200);
        assertThat(outcomes()).containsExactly("broken: skipped: circuit open", "other: ok");
    }

    @Test
    void eachRouteIsAskedOnceWhereItFails() throws Exception {
        ScriptedUpstream dead = add("dead", 10, (request, out) -> {});
        ScriptedUpstream late = add("late", 5, json(408, "{}"));
        ScriptedUpstream full = add("full", 0, json(503, "{}", "Retry-After: 0"));
        assertThat(ask()).isEqualTo(502);
        assertThat(outcomes())
                .containsExactly("dead: not reachable", "late: status 408", "full: status 503");
        assertThat(dead.requests()).hasSize(1);
        assertThat(late.requests()).hasSize(1);
        assertThat(full.requests()).hasSize(1);
    }

    private ScriptedUpstream add(String name, int priority, Script script) throws IOException {
        ScriptedUpstream upstream = new ScriptedUpstream(script);
        upstreams.add(upstream);
        Provider draft =
                new Provider(
                        "",
                        name,
                        Provider.Protocol.OPENAI_CHAT,
                        upstream.baseUrl(),
                        Price.FREE,
                        priority,
                        1,
                        true);
        Provider added = running.gateway().providers().add(draft, null);
        running.gateway().models().addRoute("m", added, "m");
        return upstream;
    }

    private int ask() throws IOException {
        clock.advance(Duration.ofMillis(1));
        return running.ask(chat(secret, question("m", false))).status();
    }

    private List<String> outcomes() {
        RequestRecord newest = running.gateway().requests().newest(1, r -> true).getFirst();
        return newest.attempts().stream().map(a -> a.provider() + ": " + a.outcome()).toList();
    }

    private Map<String, String> health() {
        JsonNode list =
                running.gateway()
                        .admin()
                        .handle("GET", List.of("providers"), Map.of(), null)
                        .body();
        return list.valueStream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                p -> p.path("name").asString(), p -> p.path("health").asString()));
    }

    private String metrics() throws IOException {
        return running.ask(get("/metrics")).body();
    }

    private static String gauge(String provider, int state) {
        return "syngate_circuit_state{model=\"m\",provider=\"%s\"} %d.0".formatted(provider, state);
    }
}
