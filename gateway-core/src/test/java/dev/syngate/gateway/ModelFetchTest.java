package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Models are taken over from a provider's list: some of them, with all that it tells.
@Timeout(60)
class ModelFetchTest {
    private static final String OPEN_ROUTER =
            "{'id':'gpt-a','context_length':200000,'top_provider':{'max_completion_tokens':8192},"
                    + "'architecture':{'input_modalities':['text','image'],'output_modalities':['text']},"
                    + "'supported_parameters':['tools','max_tokens'],"
                    + "'pricing':{'prompt':'0.0000025','completion':'0.00001','input_cache_read':'0','request':'0'}}";
    private static final String GEMINI =
            "{'id':'gem','inputTokenLimit':1048576,'outputTokenLimit':65536,'thinking':true}";
    private static final String MISTRAL =
            "{'id':'mis-old','max_context_length':32000,'capabilities':{'vision':false,'function_calling':true},"
                    + "'deprecation':'2027-01-01T00:00:00Z','deprecation_replacement_model':'mis-new'}";
    private static final String TOGETHER =
            "{'id':'tog','context_length':131072,'pricing':{'input':0.88,'output':0.88,'base':0}}";
    private static final String GROQ =
            "{'id':'gro','context_window':131072,'max_completion_tokens':32768}";
    private static final String LM_STUDIO =
            "{'id':'lms','type':'vlm','max_context_length':4096,'capabilities':['tool_use']}";
    private static final String VLLM = "{'id':'gpt-audio-v','max_model_len':40960}";
    private static final String DYNAMIC =
            "{'id':'auto','pricing':{'prompt':'-1','completion':'-1'}}";

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
    private final AtomicReference<List<String>> listed =
            new AtomicReference<>(
                    List.of(
                            OPEN_ROUTER,
                            GEMINI,
                            MISTRAL,
                            TOGETHER,
                            GROQ,
                            LM_STUDIO,
                            VLLM,
                            DYNAMIC));
    private ScriptedUpstream upstream;
    private ProviderScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new ProviderScene(folder, clock);
        upstream =
                new ScriptedUpstream((request, out) ->
                        json(
                                        200,
                                        request.contains(" /api/")
                                                ? local(request).replace('\'', '"')
                                                : request.startsWith("GET ")
                                                        ? "{'data':[%s]}"
                                                                .formatted(
                                                                        String.join(
                                                                                ",", listed.get()))
                                                                .replace('\'', '"')
                                                        : WireFormat.OPENAI.goodAnswer())
                                .answer(request, out));
        scene.ok(
                "POST",
                "providers",
                "{'name':'p','base_url':'%s','api_key':'sk-1'}".formatted(upstream.baseUrl()));
    }

    @AfterEach
    void close() {
        scene.close();
        upstream.close();
    }

    @Test
    void whatTheListTellsIsTakenOverInEachVendorsForm() {
        scene.ok("PATCH", "providers/p", "{'fetch_models':true}");
        assertThat(model("gpt-a").toString())
                .contains(
                        "\"context\":200000",
                        "\"max_output\":8192",
                        "\"tools\":true",
                        "\"vision\":true",
                        "\"reasoning\":false",
                        "\"input\":\"2.5\"",
                        "\"output\":\"10\"",
                        "\"price_source\":\"import\"")
                .doesNotContain("\"cached_input\":\"0\"");
        assertThat(model("gem").toString())
                .contains("\"context\":1048576", "\"max_output\":65536", "\"reasoning\":true");
        assertThat(model("mis-old").toString())
                .contains("\"tools\":true", "\"vision\":false", "\"successor\":\"mis-new\"");
        assertThat(model("tog").toString()).contains("\"input\":\"0.88\"", "\"context\":131072");
        assertThat(model("gro").toString()).contains("\"max_output\":32768");
        assertThat(model("lms").toString()).contains("\"vision\":true", "\"tools\":true");
        assertThat(model("gpt-audio-v").path("context").asInt()).isEqualTo(40960);
        assertThat(model("auto").path("pricing").asString()).isEqualTo("unpriced");
    }

    @Test
    void localServersAreAskedForWhatTheirListsLeaveOut() throws Exception {
        listed.set(List.of("{'id':'qwen','owned_by':'library'}"));
        scene.ok("PATCH", "providers/p", "{'fetch_models':true}");
        assertThat(model("qwen").toString())
                .contains("\"context\":32768", "\"tools\":true", "\"reasoning\":true");
        listed.set(List.of("{'id':'vl','owned_by':'organization_owner'}"));
        scene.ok("PATCH", "providers/p", "{'fetch_models':true}");
        assertThat(model("vl").toString()).contains("\"context\":4096", "\"vision\":true");
    }

    /// What LM Studio and Ollama tell at addresses of their own.
    private static String local(String request) {
        return request.startsWith("POST /api/show ")
                        && request.contains("{'model':'qwen'}".replace('\'', '"'))
                ? "{'capabilities':['completion','tools','thinking'],'model_info':{'general.architecture':'qwen3','qwen3.context_length':32768}}"
                : "{'data':[{'id':'vl','type':'vlm','max_context_length':4096}]}";
    }

    @Test
    void whatAPersonSetStays() {
        scene.ok("POST", "models", "{'id':'gpt-a','context':1000,'input':'9','output':'9'}");
        scene.ok("PATCH", "providers/p", "{'fetch_models':true}");
        assertThat(model("gpt-a").toString())
                .contains("\"context\":1000", "\"input\":\"9\"", "\"max_output\":8192");
    }

    @Test
    void someAreChosenByPatternAndNewOnesAreSeenLater() {
        JsonNode added =
                scene.ok("POST", "providers/p/models", "{'add':['gpt-*'],'except':['*-audio*']}");
        assertThat(added.path("added").toString()).isEqualTo("[\"gpt-a\"]");
        assertThat(scene.ok("GET", "providers/p", null).path("models").toString())
                .isEqualTo("[\"gpt-a\"]");
        assertThat(states())
                .contains("gpt-a served", "gem listed")
                .noneMatch(s -> s.contains("new"));

        clock.advance(Duration.ofDays(3));
        listed.set(List.of(GEMINI, "{'id':'brand-new'}"));
        assertThat(states()).containsExactly("gem listed", "brand-new new", "gpt-a gone");
        assertThat(states()).as("for some days").contains("brand-new new");
        clock.advance(Duration.ofDays(8));
        assertThat(states()).contains("brand-new listed");

        scene.ok("PATCH", "providers/p", "{'models':['gem']}");
        assertThat(model("gem").path("context").asInt()).isEqualTo(1048576);
        assertThat(scene.refused("POST", "providers/p/models", "{}")).contains("patterns");
        assertThat(scene.refused("POST", "providers/p/models", "{'add':['a'],'x':1}"))
                .contains("x");
    }

    @Test
    void aModelThatWillGoIsNamedOnceADayWithWhatToUseInstead() throws Exception {
        scene.ok("PATCH", "providers/p", "{'fetch_models':true,'free':true}");
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        lines.add(new java.util.logging.SimpleFormatter().formatMessage(line));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger.getLogger("").addHandler(handler);
        try {
            for (int day = 0; day < 2; day++) {
                for (int call = 0; call < 3; call++) {
                    assertThat(
                                    scene.answer(RunningGateway.question("mis-old", false))
                                            .header("x-syngate-successor"))
                            .isEqualTo("mis-new");
                }
                clock.advance(Duration.ofDays(1));
            }
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(lines.stream().filter(line -> line.contains("use mis-new instead"))).hasSize(2);
    }

    private JsonNode model(String id) {
        return scene.ok("GET", "models/" + id, null);
    }

    private List<String> states() {
        return scene.ok("GET", "providers/p/models", null)
                .valueStream()
                .map(each -> each.path("id").asString() + " " + each.path("state").asString())
                .toList();
    }
}
