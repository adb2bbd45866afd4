package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.codec.Said;
import dev.syngate.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the Open Responses specification requires of answers, by a provider of another protocol.
@Timeout(60)
class OpenResponsesTest {
    private static final List<String> NUMBERS =
            List.of(
                    "top_p",
                    "presence_penalty",
                    "frequency_penalty",
                    "top_logprobs",
                    "temperature",
                    "created_at");
    private static final List<String> TEXTS =
            List.of("id", "object", "status", "model", "truncation", "service_tier");
    private static final List<String> FLAGS = List.of("parallel_tool_calls", "store", "background");
    private static final List<String> THERE =
            List.of(
                    "completed_at",
                    "incomplete_details",
                    "previous_response_id",
                    "instructions",
                    "output",
                    "error",
                    "tools",
                    "tool_choice",
                    "text",
                    "reasoning",
                    "usage",
                    "max_output_tokens",
                    "max_tool_calls",
                    "metadata",
                    "safety_identifier",
                    "prompt_cache_key");
    private static final Map<String, List<String>> ITEMS =
            Map.of(
                    "message", List.of("id", "status", "role", "content"),
                    "function_call", List.of("id", "status", "call_id", "name", "arguments"),
                    "reasoning", List.of("id", "summary"));
    private static final Map<String, List<String>> EVENTS =
            Map.ofEntries(
                    Map.entry("response.created", List.of("response")),
                    Map.entry("response.in_progress", List.of("response")),
                    Map.entry("response.completed", List.of("response")),
                    Map.entry("response.output_item.added", List.of("output_index", "item")),
                    Map.entry("response.output_item.done", List.of("output_index", "item")),
                    Map.entry("response.content_part.added", part("part")),
                    Map.entry("response.content_part.done", part("part")),
                    Map.entry("response.output_text.delta", part("delta", "logprobs")),
                    Map.entry("response.output_text.done", part("text", "logprobs")),
                    Map.entry("response.reasoning_summary_part.added", summary("part")),
                    Map.entry("response.reasoning_summary_part.done", summary("part")),
                    Map.entry("response.reasoning_summary_text.delta", summary("delta")),
                    Map.entry("response.reasoning_summary_text.done", summary("text")),
                    Map.entry(
                            "response.function_call_arguments.delta",
                            List.of("item_id", "output_index", "delta")),
                    Map.entry(
                            "response.function_call_arguments.done",
                            List.of("item_id", "output_index", "arguments")));

    @TempDir private Path folder;
    private ResponseScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new ResponseScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static List<String> part(String... more) {
        return keys("content_index", more);
    }

    private static List<String> summary(String... more) {
        return keys("summary_index", more);
    }

    private static List<String> keys(String index, String... more) {
        List<String> keys = new ArrayList<>(List.of("item_id", "output_index", index));
        keys.addAll(List.of(more));
        return keys;
    }

    private static void assertResponse(JsonNode response) {
        assertThat(NUMBERS).allSatisfy(key -> assertThat(response.path(key).isNumber()).isTrue());
        assertThat(TEXTS).allSatisfy(key -> assertThat(response.path(key).isString()).isTrue());
        assertThat(FLAGS).allSatisfy(key -> assertThat(response.path(key).isBoolean()).isTrue());
        assertThat(THERE).allSatisfy(key -> assertThat(response.has(key)).as(key).isTrue());
        assertThat(response.path("text").path("format").path("type").isString()).isTrue();
        if (response.path("usage").isObject()) {
            JsonNode usage = response.path("usage");
            assertThat(usage.path("input_tokens_details").path("cached_tokens").isNumber())
                    .isTrue();
            assertThat(usage.path("output_tokens_details").path("reasoning_tokens").isNumber())
                    .isTrue();
            assertThat(usage.path("total_tokens").isNumber()).isTrue();
        }
        for (JsonNode tool : response.path("tools")) {
            assertThat(List.of("type", "name", "description", "parameters", "strict"))
                    .allSatisfy(key -> assertThat(tool.has(key)).as(key).isTrue());
        }
        response.path("output").forEach(OpenResponsesTest::assertItem);
    }

    private static void assertItem(JsonNode item) {
        List<String> required = ITEMS.get(item.path("type").asString());
        assertThat(required).as(item.toString()).isNotNull();
        assertThat(required).allSatisfy(key -> assertThat(item.has(key)).as(key).isTrue());
        for (JsonNode part : item.path("content")) {
            assertThat(part.path("annotations").isArray()).as(part.toString()).isTrue();
        }
    }

    private static String question(String more) {
        return "{\"model\":\"m\",\"input\":\"Weather?\",\"tools\":[{\"type\":\"function\",\"name\":\"weather\"}]"
                + more
                + "}";
    }

    @Test
    void everyKeyOfAResponseIsThere() throws Exception {
        for (Said said : List.of(Said.TEXT, Said.REASONING, Said.TOOL, Said.TOOLS)) {
            JsonNode response = scene.answers(said).post("/v1/responses", question(""));
            assertThat(response.path("status").asString())
                    .as(response.toString())
                    .isEqualTo("completed");
            assertThat(response.path("output").size()).isPositive();
            assertResponse(response);
        }
    }

    @Test
    void everyKeyOfAnEventIsThereAndTheyAreNumbered() throws Exception {
        for (Said said : List.of(Said.REASONING, Said.TOOLS)) {
            String body =
                    scene.answers(said)
                            .send("POST", "/v1/responses", question(",\"stream\":true"))
                            .body();
            int number = 0;
            String last = "";
            for (String frame : body.split("\n\n")) {
                JsonNode event =
                        Json.MAPPER.readTree(frame.replaceAll("(?s)^event: .*?\ndata: ", ""));
                last = event.path("type").asString();
                assertThat(frame).startsWith("event: " + last + "\n");
                assertThat(event.path("sequence_number").asInt()).isEqualTo(number++);
                assertThat(EVENTS.get(last)).as(last).isNotNull();
                assertThat(EVENTS.get(last))
                        .allSatisfy(key -> assertThat(event.has(key)).as(key).isTrue());
                if (event.has("response")) {
                    assertResponse(event.path("response"));
                }
            }
            assertThat(last).isEqualTo("response.completed");
        }
    }

    @Test
    void aStreamThatBreaksOffEndsWithAnEventThatHasEveryKey() throws Exception {
        String body =
                scene.breaksOff(Said.REASONING)
                        .send("POST", "/v1/responses", question(",\"stream\":true"))
                        .body();
        String[] frames = body.split("\n\n");
        String last = frames[frames.length - 1];
        assertThat(last).startsWith("event: response.failed\ndata: ");
        JsonNode event = Json.MAPPER.readTree(last.substring(last.indexOf('{')));
        assertThat(event.path("sequence_number").asInt()).isEqualTo(frames.length - 1);
        assertResponse(event.path("response"));
        assertThat(event.path("response").path("status").asString()).isEqualTo("failed");
        assertThat(event.path("response").path("error").path("code").asString())
                .isEqualTo("upstream_error");
        assertThat(body).startsWith("event: response.created");
        assertThat(frames[0]).contains(event.path("response").path("id").asString());
    }

    @Test
    void aConversationIsCompactedAndGoesOn() throws Exception {
        JsonNode compacted =
                scene.answers(Said.TEXT)
                        .post(
                                "/v1/responses/compact",
                                "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"Tuesday it is.\"},{\"role\":\"assistant\",\"content\":\"Noted.\"}]}");
        assertThat(compacted.path("object").asString()).isEqualTo("response.compaction");
        assertThat(compacted.path("usage").path("total_tokens").asLong()).isPositive();
        JsonNode output = compacted.path("output");
        assertThat(output.path(0).path("content").path(0).path("text").asString())
                .isEqualTo("Tuesday it is.");
        assertThat(output.path(1).path("type").asString()).isEqualTo("compaction");
        JsonNode next =
                scene.answers(Said.TEXT)
                        .post("/v1/responses", "{\"model\":\"m\",\"input\":" + output + "}");
        assertThat(next.path("status").asString()).isEqualTo("completed");
        assertThat(scene.sent().path("messages").toString())
                .contains("Tuesday it is.", "Hello, wörld");
    }

    @Test
    void aCompactionNeedsAModelAndOneOfOurOwn() throws Exception {
        assertThat(scene.send("POST", "/v1/responses/compact", "{\"input\":\"Hi\"}").statusCode())
                .isEqualTo(400);
        String foreign =
                "{\"model\":\"m\",\"input\":[{\"type\":\"compaction\",\"encrypted_content\":\"gAAAA\"}]}";
        JsonNode refused = scene.post("/v1/responses", foreign);
        assertThat(refused.path("error").path("param").asString()).isEqualTo("input");
        assertThat(scene.calls()).isZero();
    }

    @Test
    void whatIsKeptGoesOnAfterARestart() throws Exception {
        String first =
                scene.answers(Said.TEXT)
                        .post("/v1/responses", "{\"model\":\"m\",\"input\":\"One\"}")
                        .path("id")
                        .asString();
        scene.restart();
        scene.answers(Said.TEXT)
                .post(
                        "/v1/responses",
                        "{\"model\":\"m\",\"input\":\"Two\",\"previous_response_id\":\""
                                + first
                                + "\"}");
        assertThat(scene.sent().path("messages").size()).isEqualTo(3);
        scene.gateway().gateway().keys().remove("k");
        scene.restart();
        assertThat(scene.send("GET", "/v1/responses/" + first, "").statusCode()).isEqualTo(401);
    }

    @Test
    void aResponseInTheBackgroundIsAskedForLater() throws Exception {
        scene.answers(Said.TEXT);
        JsonNode begun =
                scene.post(
                        "/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"background\":true}");
        assertThat(begun.path("status").asString()).isEqualTo("in_progress");
        String path = "/v1/responses/" + begun.path("id").asString();
        JsonNode now = Json.MAPPER.readTree(scene.send("GET", path, "").body());
        while (now.path("status").asString().equals("in_progress")) {
            now = Json.MAPPER.readTree(scene.send("GET", path, "").body());
        }
        assertThat(now.path("status").asString()).isEqualTo("completed");
        assertThat(now.path("background").asBoolean()).isTrue();
        assertThat(now.path("output").toString()).contains("Hello, wörld");
        assertThat(scene.post(path + "/cancel", "{}").path("status").asString())
                .isEqualTo("completed");
        JsonNode refused =
                scene.post(
                        "/v1/responses",
                        "{\"model\":\"odd\",\"input\":\"Hi\",\"background\":true}");
        assertThat(refused.path("error").path("code").asString()).isEqualTo("model_not_found");
    }

    @Test
    void aResponseInTheBackgroundIsToldBeforeItsProviderAnswersAndStaysDeleted() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        try {
            scene.answersBehind(opened, Said.TEXT);
            JsonNode begun =
                    scene.post(
                            "/v1/responses",
                            "{\"model\":\"m\",\"input\":\"Hi\",\"background\":true}");
            assertThat(begun.path("status").asString()).isEqualTo("in_progress");
            String path = "/v1/responses/" + begun.path("id").asString();
            JsonNode shown = Json.MAPPER.readTree(scene.send("GET", path, "").body());
            assertThat(shown.path("status").asString()).isEqualTo("in_progress");
            assertThat(scene.send("DELETE", path, "").statusCode()).isEqualTo(200);
            while (!scene.gateway().gateway().running().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(scene.send("GET", path, "").statusCode()).isEqualTo(404);
        } finally {
            opened.countDown();
        }
    }
}
