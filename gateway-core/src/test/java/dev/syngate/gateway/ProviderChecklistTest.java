package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.events;
import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `provider test`: each step from the name of the host to the tools of a model.
@Timeout(60)
class ProviderChecklistTest {
    private static final ScriptedUpstream.Script MODELS =
            json(200, "{\"data\":[{\"id\":\"m\"},{\"id\":\"text-embedding\"}]}");

    @TempDir private Path folder;
    private ProviderScene scene;

    @BeforeEach
    void open() {
        scene = new ProviderScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatCostsNothingIsAskedAndWhatTheRestMayCostIsSaid() throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(MODELS)) {
            add(upstream, "'input':'1','output':'2'");
            JsonNode found = scene.ok("POST", "providers/p/test", "{}");
            assertThat(found.path("ok").asBoolean()).isTrue();
            assertThat(found.path("steps").valueStream().map(step -> step.path("step").asString()))
                    .containsExactly("dns", "tcp", "key", "models");
            assertThat(found.path("steps").get(1).path("detail").asString())
                    .startsWith("connected to 127.0.0.1:");
            assertThat(found.path("trial").toString())
                    .isEqualTo(
                            "{\"model\":\"m\",\"most\":\"0.004504\",\"asked\":false,\"steps\":[\"stream\",\"reasoning\",\"tools\"]}");
            assertThat(upstream.requests()).allMatch(sent -> sent.startsWith("GET /v1/models"));
        }
    }

    @Test
    void aModelThatIsAskedShowsWhatItCanAndWhatItCost() throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(this::model)) {
            add(upstream, "'input':'1','output':'2'");
            JsonNode found = scene.ok("POST", "providers/p/test", "{'paid':true}");
            String steps = found.path("steps").toString();
            assertThat(found.path("ok").asBoolean()).as(steps).isTrue();
            assertThat(steps)
                    .contains(
                            "first token after",
                            "thinks, and shows its thoughts",
                            "\"detail\":\"calls tools\"");
            assertThat(found.path("trial").path("cost").asString()).isEqualTo("0.00009");
            assertThat(scene.gateway().requests().newest(9, item -> true))
                    .hasSize(3)
                    .allSatisfy(item -> {
                        assertThat(item.key()).isEqualTo(RequestRecord.PROVIDER_TEST);
                        assertThat(item.charged()).isEqualTo(Money.ZERO);
                        assertThat(item.upstreamCost()).isEqualTo(Money.ofDollars("0.00003"));
                    });
            JsonNode usage =
                    scene.gateway()
                            .management()
                            .get(Map.of("by", "provider", "since", "24h"), "usage");
            assertThat(usage.toString()).contains("\"p\"", "0.00009");
            assertThat(scene.ok("GET", "ledger/verify", null).path("ok").asBoolean()).isTrue();
            JsonNode past = scene.ok("GET", "providers/p/test", null).path("history").get(0);
            assertThat(past.path("model").asString()).isEqualTo("m");
            assertThat(past.path("cost").asString()).isEqualTo("0.00009");
            assertThat(past.path("by").asString()).isEqualTo("person");
        }
    }

    private void model(String request, java.io.OutputStream out) throws Exception {
        String usage = "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":10}}";
        String end = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
        String delta =
                request.contains("\"tools\"")
                        ? "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"tell_the_time\",\"arguments\":\"{}\"}}]}"
                        : request.contains("reasoning_effort")
                                ? "{\"reasoning_content\":\"hm\",\"content\":\"no\"}"
                                : "{\"content\":\"OK\"}";
        ScriptedUpstream.Script answer =
                request.startsWith("GET ")
                        ? MODELS
                        : events(
                                "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}",
                                end,
                                usage,
                                "[DONE]");
        answer.answer(request, out);
    }

    @Test
    void aFailureSaysItsCauseAndWhatToDo() throws Exception {
        scene.ok(
                "POST",
                "providers",
                "{'name':'p','base_url':'http://nowhere.invalid/v1','models':['m'],'proxy':'none'}");
        assertThat(scene.ok("POST", "providers/p/test", "{'paid':true}").path("steps").toString())
                .contains("\"step\":\"dns\",\"ok\":false", "nowhere.invalid is not known", "fix");
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((request, out) ->
                        (request.startsWith("GET ")
                                        ? MODELS
                                        : json(402, "{\"error\":{\"message\":\"no money\"}}"))
                                .answer(request, out))) {
            scene.ok("PATCH", "providers/p", "{'base_url':'%s'}".formatted(upstream.baseUrl()));
            JsonNode found = scene.ok("POST", "providers/p/test", "{'paid':true}");
            assertThat(found.path("ok").asBoolean()).isFalse();
            assertThat(found.path("detail").asString()).contains("no money", "Top it up");
            assertThat(found.path("trial").path("most").isNull()).isTrue();
        }
    }

    @Test
    void aTestThatRunsCanBeStopped() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((request, out) -> {
                    asked.countDown();
                    over.await();
                })) {
            add(upstream, "'free':true");
            CompletableFuture<JsonNode> test =
                    CompletableFuture.supplyAsync(() -> scene.ok("POST", "providers/p/test", "{}"));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            JsonNode soFar = scene.ok("GET", "providers/p/test", null);
            assertThat(soFar.path("running").asBoolean()).isTrue();
            assertThat(soFar.path("steps").valueStream().map(step -> step.path("step").asString()))
                    .containsExactly("dns", "tcp");
            assertThat(scene.ok("DELETE", "providers/p/test", null).path("stopped").asBoolean())
                    .isTrue();
            assertThat(test.get(30, TimeUnit.SECONDS).path("ok").asBoolean()).isFalse();
        } finally {
            over.countDown();
        }
        assertThat(scene.ok("DELETE", "providers/p/test", null).path("stopped").asBoolean())
                .isFalse();
        JsonNode after = scene.ok("GET", "providers/p/test", null);
        assertThat(after.path("running").asBoolean()).isFalse();
        assertThat(after.path("history").get(0).path("ok").asBoolean()).isFalse();
    }

    @Test
    void aModelThatCallsNoToolsAndOneThatIsNotListedAreSaidWithoutCallingTheProviderBroken()
            throws Exception {
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (request, out) -> model(request.replace("\"tools\"", "\"none\""), out))) {
            add(upstream, "'free':true");
            JsonNode found = scene.ok("POST", "providers/p/test", "{'paid':true,'model':'NOPE'}");
            assertThat(found.path("ok").asBoolean()).isTrue();
            JsonNode tools = found.path("steps").get(found.path("steps").size() - 1);
            assertThat(tools.path("step").asString()).isEqualTo("tools");
            assertThat(tools.path("ok").asBoolean()).isFalse();
            assertThat(found.path("trial").path("note").asString())
                    .isEqualTo("the provider \"p\" does not list \"NOPE\"");
        }
    }

    private void add(ScriptedUpstream upstream, String price) {
        scene.ok(
                "POST",
                "providers",
                "{'name':'p','base_url':'%s','api_key':'sk-1','models':['m'],%s}"
                        .formatted(upstream.baseUrl(), price));
    }
}
