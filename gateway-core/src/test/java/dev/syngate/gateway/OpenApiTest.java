package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static final List<String> SERVED =
            List.of(
                    "/",
                    "/api/status",
                    "/api/usage/token",
                    "/healthz",
                    "/metrics",
                    "/openapi.json",
                    "/v1/audio/speech",
                    "/v1/audio/transcriptions",
                    "/v1/audio/translations",
                    "/v1/chat/completions",
                    "/v1/completions",
                    "/v1/dashboard/billing/subscription",
                    "/v1/dashboard/billing/usage",
                    "/v1/embeddings",
                    "/v1/images/edits",
                    "/v1/images/generations",
                    "/v1/images/variations",
                    "/v1/key",
                    "/v1/messages",
                    "/v1/messages/count_tokens",
                    "/v1/models",
                    "/v1/models/{model}",
                    "/v1/moderations",
                    "/v1/rerank",
                    "/v1/responses",
                    "/v1/responses/compact",
                    "/v1/responses/{response}",
                    "/v1/responses/{response}/cancel",
                    "/v1/responses/{response}/input_items",
                    "/v1beta/models/{model}:batchEmbedContents",
                    "/v1beta/models/{model}:countTokens",
                    "/v1beta/models/{model}:embedContent",
                    "/v1beta/models/{model}:generateContent",
                    "/v1beta/models/{model}:streamGenerateContent");

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningGateway running;
    private JsonNode document;

    @BeforeEach
    void open() throws Exception {
        running = new RunningGateway(folder);
        document = Json.MAPPER.readTree(ask("GET", "/openapi.json").body());
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void theDocumentHasEveryPathThatIsServed() {
        assertThat(document.path("openapi").asString("")).startsWith("3.1.");
        assertThat(new TreeSet<>(document.path("paths").propertyNames()))
                .containsExactlyInAnyOrderElementsOf(SERVED);
    }

    @Test
    void whatItSaysIsServedAndNothingElseAtThosePaths() throws Exception {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            String target = path.getKey().replace("{model}", "m").replace("{response}", "resp_1");
            for (String method : List.of("GET", "POST", "DELETE", "PATCH")) {
                boolean documented = path.getValue().has(method.toLowerCase(Locale.ROOT));
                int status = ask(method, target).statusCode();
                assertThat(status == 405)
                        .as("%s %s gave %d", method, target, status)
                        .isEqualTo(!documented);
                assertThat(status).as("%s %s", method, target).isNotEqualTo(404);
            }
        }
    }

    @Test
    void whatNeedsAKeySaysSo() throws Exception {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            String target = path.getKey().replace("{model}", "m").replace("{response}", "resp_1");
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                int status = ask(operation.getKey().toUpperCase(Locale.ROOT), target).statusCode();
                assertThat(status == 401)
                        .as("%s %s gave %d", operation.getKey(), target, status)
                        .isEqualTo(operation.getValue().has("security"));
            }
        }
    }

    @Test
    void operationsHaveNamesOfTheirOwnAndReferencesLeadSomewhere() {
        List<String> ids = new ArrayList<>();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                ids.add(operation.path("operationId").asString(""));
            }
        }
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        for (String reference : document.findValuesAsString("$ref")) {
            assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue();
        }
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
