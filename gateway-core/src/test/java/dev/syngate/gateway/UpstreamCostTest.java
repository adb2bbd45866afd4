package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.question;
import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.requestlog.RequestRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What attempts cost us, also those that failed, and what is left of what callers paid.
@Timeout(60)
class UpstreamCostTest {
    private static final String COUNTED =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}";

    @TempDir private Path folder;
    private final List<ScriptedUpstream> upstreams = new ArrayList<>();
    private ProviderScene scene;

    @BeforeEach
    void open() {
        scene = new ProviderScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
        upstreams.forEach(ScriptedUpstream::close);
    }

    @Test
    void anAttemptThatBrokeOffAfterItsCountIsPartOfTheCost() throws Exception {
        add("breaking", ScriptedUpstream.events(COUNTED), 9);
        add("good", json(200, WireFormat.OPENAI.goodAnswer()), 1);
        assertThat(scene.ask("m")).isEqualTo(200);
        RequestRecord record = scene.newest();
        assertThat(record.attempts()).hasSize(2);
        assertThat(record.attempts().getFirst().cost().dollars()).isEqualTo("0.0012");
        assertThat(record.margin().dollars()).isEqualTo("-0.0012");

        for (String by : List.of("model", "provider", "key", "day")) {
            JsonNode row =
                    scene.gateway()
                            .management()
                            .get(Map.of("by", by, "since", "1h"), "usage")
                            .get(0);
            assertThat(row.path("margin").asString()).as(by).isEqualTo("-0.0012");
            assertThat(row.path("upstream_cost").asString())
                    .isEqualTo(record.upstreamCost().dollars());
            assertThat(row.path("cost").asString()).isEqualTo(record.charged().dollars());
        }
    }

    @Test
    void aStreamThatBrokeBeforeAnythingWasSaidCostsUsThoughTheCallerPaysNothing() throws Exception {
        add(
                "breaking",
                ScriptedUpstream.events(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}",
                        COUNTED),
                9);
        scene.answer(question("m", true));
        RequestRecord record = scene.newest();
        assertThat(record.error()).isEqualTo("upstream_error");
        assertThat(record.charged().isZero()).isTrue();
        assertThat(record.upstreamCost().dollars()).isEqualTo("0.0012");
        assertThat(record.margin().dollars()).isEqualTo("-0.0012");
    }

    private void add(String name, Script script, int priority) throws Exception {
        ScriptedUpstream upstream = new ScriptedUpstream(script);
        upstreams.add(upstream);
        scene.ok(
                "POST",
                "providers",
                "{'name':'%s','base_url':'%s','models':['m'],'input':'1','output':'2','priority':%d}"
                        .formatted(name, upstream.baseUrl(), priority));
    }
}
