package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.question;
import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Several keys of one provider: they share the calls, stand in for each other, and each does as
/// well as its own calls show.
@Timeout(60)
class ProviderKeysTest {
    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");

    /// The status that the provider answers to each key; 200 to others.
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    private ScriptedUpstream upstream;
    private ProviderScene scene;

    @BeforeEach
    void open() throws IOException {
        upstream =
                new ScriptedUpstream((request, out) -> {
                    int status = statuses.getOrDefault(keyIn(request), 200);
                    String body = status == 200 ? WireFormat.OPENAI.goodAnswer() : "{}";
                    json(status, body).answer(request, out);
                });
        scene = new ProviderScene(folder, clock);
        ok(
                "POST",
                "providers",
                "{'name':'p','base_url':'%s','api_key':'sk-one','models':['m'],'free':true}"
                        .formatted(upstream.baseUrl()));
        ok("POST", "providers/p/keys", "{'label':'spare','api_key':'sk-two','weight':3}");
    }

    /// Each call is a conversation of its own: those stay with a key.
    private int conversations;

    @AfterEach
    void close() {
        scene.close();
        upstream.close();
    }

    @Test
    void theyShareTheCallsByTheirWeights() throws Exception {
        for (int i = 0; i < 200; i++) {
            assertThat(ask()).isEqualTo(200);
        }
        Map<String, Long> calls =
                upstream.requests().stream()
                        .collect(Collectors.groupingBy(r -> keyIn(r), Collectors.counting()));
        assertThat(calls.get("sk-two")).isBetween(110L, 185L);
        assertThat(calls.get("sk-one")).isEqualTo(200 - calls.get("sk-two"));
        assertThat(health()).containsOnly(Map.entry("key-1", "ok"), Map.entry("spare", "ok"));
    }

    @Test
    void oneThatFailsIsStoodInForByTheOtherAndSaysWhatIsWrong() throws Exception {
        for (Map.Entry<Integer, String> failing :
                Map.of(
                                401, "bad_credential",
                                402, "out_of_credit",
                                503, "overloaded",
                                429, "rate_limited")
                        .entrySet()) {
            statuses.put("sk-two", failing.getKey());
            while (!health().get("spare").equals(failing.getValue())) {
                clock.advance(Duration.ofMinutes(2));
                assertThat(ask()).isEqualTo(200);
            }
            assertThat(health()).containsEntry("key-1", "ok");
        }
        assertThat(ok("GET", "providers/p", null).path("health").asString()).isEqualTo("degraded");

        statuses.clear();
        while (!health().get("spare").equals("ok")) {
            clock.advance(Duration.ofMinutes(2));
            assertThat(ask()).isEqualTo(200);
        }
    }

    @Test
    void oneThatIsPausedIsSentNothing() throws Exception {
        ok("PATCH", "providers/p/keys/spare", "{'enabled':false}");
        for (int i = 0; i < 20; i++) {
            assertThat(ask()).isEqualTo(200);
        }
        assertThat(upstream.requests()).allMatch(request -> keyIn(request).equals("sk-one"));
        assertThat(health()).containsEntry("spare", "paused");
        ok("PATCH", "providers/p/keys/key-1", "{'enabled':false}");
        assertThat(ask()).isEqualTo(503);
        ok("DELETE", "providers/p/keys/key-1", null);
        ok("PATCH", "providers/p/keys/SPARE", "{'enabled':true}");
        assertThat(ask()).isEqualTo(200);
    }

    @Test
    void aNewSecretBeginsAnewUnderTheSameLabel() throws Exception {
        statuses.put("sk-one", 401);
        statuses.put("sk-two", 401);
        assertThat(ask()).isEqualTo(502);
        assertThat(health()).containsValues("bad_credential").hasSize(2);
        JsonNode set = ok("PATCH", "providers/p/keys/spare", "{'api_key':'sk-three'}");
        assertThat(set.path("health").asString()).isEqualTo("unknown");
        assertThat(set.path("weight").asInt()).isEqualTo(3);
        assertThat(set.toString()).doesNotContain("sk-");
        assertThat(ask()).isEqualTo(200);
        ok("PATCH", "providers/p", "{'api_key':'sk-four'}");
        assertThat(health()).containsOnly(Map.entry("key-1", "unknown"), Map.entry("spare", "ok"));
    }

    @Test
    void aRemovedProviderComesBackWithAllOfThem() throws Exception {
        String id = ok("DELETE", "providers/p", null).path("id").asString();
        ok("POST", "providers/" + id + "/restore", "{}");
        ok("DELETE", "providers/p/keys/key-1", null);
        assertThat(ask()).isEqualTo(200);
        assertThat(keyIn(upstream.requests().getLast())).isEqualTo("sk-two");
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        assertThat(refused("POST", "providers/p/keys", "{'label':'Spare','api_key':'sk-x'}"))
                .contains("has a key");
        assertThat(refused("POST", "providers/p/keys", "{'label':'x'}")).contains("api_key");
        assertThat(refused("POST", "providers/p/keys", "{'api_key':'a b'}"))
                .contains("one line of visible ASCII");
        assertThat(refused("PATCH", "providers/p/keys/none", "{'enabled':true}"))
                .contains("has no key");
        assertThat(refused("POST", "providers/sandbox/keys", "{'api_key':'x'}"))
                .contains("needs no key");
        assertThat(refused("PUT", "providers/p/keys", "{}")).contains("not served");
        assertThat(refused("POST", "providers/p/test", "{'key':'none'}")).contains("has no key");
    }

    private static String keyIn(String request) {
        String after = request.substring(request.indexOf("Bearer ") + "Bearer ".length());
        return after.lines().findFirst().orElse("").strip();
    }

    private int ask() throws IOException {
        clock.advance(Duration.ofMillis(1));
        String other = "\"content\":\"" + ++conversations + " ";
        String question = question("m", false).replaceFirst("\"content\": ?\"", other);
        return scene.answer(question).status();
    }

    private Map<String, String> health() {
        return ok("GET", "providers/p/keys", null)
                .valueStream()
                .collect(
                        Collectors.toMap(
                                key -> key.path("label").asString(),
                                key -> key.path("health").asString()));
    }

    private JsonNode ok(String method, String path, @Nullable String body) {
        return scene.ok(method, path, body);
    }

    private String refused(String method, String path, @Nullable String body) {
        return scene.refused(method, path, body);
    }
}
