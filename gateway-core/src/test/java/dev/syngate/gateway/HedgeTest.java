package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.question;
import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RequestRecord.Attempt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A second route is asked beside one that is silent; whichever answers first serves.
@Timeout(60)
class HedgeTest {
    private static final Script GOOD = json(200, WireFormat.OPENAI.goodAnswer());

    @TempDir private Path folder;
    private final List<ScriptedUpstream> upstreams = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /// Says nothing until the end of the test.
    private final Script silent = (request, out) -> over.await();

    private ProviderScene scene;

    @BeforeEach
    void open() {
        scene = new ProviderScene(folder);
        scene.ok("PATCH", "settings", "{'hedge_after_ms':10}");
    }

    @AfterEach
    void close() {
        over.countDown();
        scene.close();
        upstreams.forEach(ScriptedUpstream::close);
    }

    @Test
    void theSecondRouteServesWhereTheFirstIsSilentAndTheCallerPaysOnce() throws Exception {
        scene.ok("PATCH", "settings", "{'hedge_after_ms':300}");
        for (boolean stream : new boolean[] {false, true}) {
            ScriptedUpstream first = add("silent" + stream, silent, 9);
            add("good" + stream, stream ? ScriptedUpstream.events(streamed()) : GOOD, 8);
            RawConnection.Answer answer = scene.answer(question("m", stream));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-syngate-provider")).isEqualTo("good" + stream);
            assertThat(first.clientLeft().await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(Double.parseDouble(answer.header("x-syngate-overhead-ms")))
                    .as("the silence is the provider's, not ours")
                    .isLessThan(scene.newest().durationMillis() - 50);
            RequestRecord record = scene.newest();
            assertThat(record.attempts()).extracting(Attempt::reason).contains("hedge");
            Attempt given = record.attempts().getFirst();
            assertThat(given.outcome()).contains("given up", "its prompt may cost");
            assertThat(given.cost()).isGreaterThan(Money.ZERO);
            assertThat(record.attempts().getLast().outcome()).startsWith("ok");
            assertThat(record.fellBack()).isTrue();
            assertThat(record.upstreamCost()).isGreaterThan(record.attempts().getLast().cost());
            assertThat(scene.ok("GET", "ledger/verify", null).path("ok").asBoolean()).isTrue();
            scene.ok("DELETE", "providers/silent" + stream, null);
            scene.ok("DELETE", "providers/good" + stream, null);
        }
        assertThat(scene.gateway().requests().newest(9, item -> true)).hasSize(2);
    }

    private static String[] streamed() {
        return new String[] {
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"OK\"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":10}}",
            "[DONE]"
        };
    }

    @Test
    void theFirstRouteServesWhereItIsFasterAfterAll() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        add(
                "first",
                (request, out) -> {
                    asked.await();
                    GOOD.answer(request, out);
                },
                9);
        ScriptedUpstream second =
                add(
                        "second",
                        (request, out) -> {
                            asked.countDown();
                            over.await();
                        },
                        8);
        assertThat(scene.ask("m")).isEqualTo(200);
        assertThat(second.clientLeft().await(30, TimeUnit.SECONDS)).isTrue();
        RequestRecord record = scene.newest();
        assertThat(record.provider()).isEqualTo("first");
        assertThat(record.fellBack()).isFalse();
        assertThat(record.attempts())
                .extracting(Attempt::provider)
                .containsExactly("second", "first");
    }

    @Test
    void aSecondRouteThatFailsIsNoLossAndTheThirdServesWhereBothFail() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Script failing =
                (request, out) -> {
                    failed.countDown();
                    json(500, "{}").answer(request, out);
                };
        add(
                "slow",
                (request, out) -> {
                    failed.await();
                    GOOD.answer(request, out);
                },
                9);
        add("failing", failing, 8);
        assertThat(scene.ask("m")).isEqualTo(200);
        assertThat(scene.newest().provider()).isIn("slow");
        scene.ok("DELETE", "providers/slow", null);

        add(
                "broken",
                (request, out) -> {
                    failed.await();
                    json(503, "{}").answer(request, out);
                },
                9);
        add("third", GOOD, 1);
        assertThat(scene.ask("m")).isEqualTo(200);
        assertThat(scene.newest().provider()).isEqualTo("third");
    }

    @Test
    void theSameCredentialIsNeverAskedTwiceAtOnceAndOffMeansOff() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Script late =
                (request, out) -> {
                    go.await(100, TimeUnit.MILLISECONDS);
                    GOOD.answer(request, out);
                };
        ScriptedUpstream only = add("only", late, 9);
        scene.ok("POST", "models", "{'id':'n','routes':['only:n'],'fallbacks':['m']}");
        assertThat(scene.ask("n")).isEqualTo(200);
        assertThat(only.requests()).hasSize(1);

        scene.ok("PATCH", "settings", "{'hedge_after_ms':'off'}");
        ScriptedUpstream other = add("other", GOOD, 8);
        assertThat(scene.ask("m")).isEqualTo(200);
        assertThat(other.requests()).isEmpty();
        assertThat(scene.newest().attempts()).hasSize(1);
        assertThat(scene.refused("PATCH", "settings", "{'hedge_after_ms':1}")).contains("10 to");
        assertThat(scene.refused("PATCH", "settings", "{'hedge_after_ms':'soon'}")).contains("off");
    }

    private ScriptedUpstream add(String name, Script script, int priority) throws Exception {
        ScriptedUpstream upstream = new ScriptedUpstream(script);
        upstreams.add(upstream);
        scene.ok(
                "POST",
                "providers",
                "{'name':'%s','base_url':'%s','api_key':'sk-%s','models':['m'],'input':'1','output':'2','priority':%d}"
                        .formatted(name, upstream.baseUrl(), name, priority));
        return upstream;
    }
}
