package dev.syngate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.gateway.Question;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class UsageAdminTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

    @TempDir private Path folder;
    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void usageIsWhatTheRequestsWereCharged() throws Exception {
        gateway.start();
        String secret = createKey("laptop");
        post(secret, "sandbox/echo");
        post(secret, "sandbox/reasoner");
        post(secret, "sandbox/reasoner");
        post(secret, "no-such-model");
        ask("sandbox/echo");
        List<RequestRecord> items = gateway.requests().newest(10, item -> true);
        assertThat(items).hasSize(5);

        JsonNode byModel = usage("model");
        assertThat(byModel).hasSize(3);
        assertThat(row(byModel, "model", "sandbox/reasoner").path("requests").asInt()).isEqualTo(2);
        assertThat(byModel.get(2).path("model").isNull()).isTrue();
        assertThat(byModel.get(2).path("errors").asInt()).isEqualTo(1);

        JsonNode laptop = row(usage("key"), "key", "laptop");
        assertThat(laptop.path("requests").asInt()).isEqualTo(4);
        assertThat(laptop.path("id").asString("")).isEqualTo(gateway.keys().get("laptop").id());
        assertThat(row(usage("key"), "key", "This app").path("requests").asInt()).isEqualTo(1);

        JsonNode local = row(usage("account"), "account", Account.LOCAL);
        assertThat(local.path("cost").asString(""))
                .isEqualTo(
                        gateway.ledger()
                                .balance(gateway.accounts().get(Account.LOCAL))
                                .entries()
                                .negate()
                                .dollars());
        assertThat(local.path("output_tokens").asLong())
                .isEqualTo(
                        items.stream()
                                .filter(item -> item.receipt() != null)
                                .mapToLong(item -> item.receipt().usage().output())
                                .sum());
        assertThat(row(usage("day"), "day", "2026-11-21").path("requests").asInt()).isEqualTo(5);
        assertThat(row(usage("group"), "group", "Standard").path("requests").asInt()).isEqualTo(5);
        assertThat(row(usage("provider"), "provider", "Sandbox").path("requests").asInt())
                .isEqualTo(4);
        assertThat(call("GET", List.of("status"), Map.of(), null).path("requests_today").asInt())
                .isEqualTo(5);
    }

    @Test
    void aWrongQuestionIsAnsweredWithWhatIsRight() {
        assertThat(refusal("GET", List.of("usage"), Map.of("by", "colour"), null))
                .isEqualTo("\"by\" is one of model, key, group, account, provider, day");
        assertThat(refusal("GET", List.of("usage"), Map.of("since", "yesterday"), null))
                .isEqualTo("\"since\" is like 30d, 12h, 90s or 2026-10-31, not yesterday");
        assertThat(refusal("GET", List.of("requests"), Map.of("since", "2026-13-01T"), null))
                .startsWith("\"since\" is like 30d");
        assertThat(refusal("POST", List.of("usage"), Map.of(), null)).contains("not served");
    }

    @Test
    void retentionIsShownChangedAndKept() {
        assertThat(settings().toString())
                .contains("\"retention_days\":90,\"retention_records\":1000000,");
        call("PATCH", List.of("settings"), Map.of(), body("{\"retention_days\":30}"));
        call("PATCH", List.of("settings"), Map.of(), body("{\"retention_records\":5000}"));
        gateway.close();
        open();
        assertThat(settings().toString())
                .contains("\"retention_days\":30,\"retention_records\":5000,");
    }

    @Test
    void aRetentionThatMakesNoSenseIsRefused() {
        for (String wrong :
                List.of(
                        "{\"retention_days\":0}",
                        "{\"retention_days\":36501}",
                        "{\"retention_records\":0}",
                        "{\"retention_records\":-5}",
                        "{\"retention_days\":\"unlimited\"}",
                        "{\"retention_days\":\"30\"}",
                        "{\"retention\":1}",
                        "[]")) {
            assertThat(refusal("PATCH", List.of("settings"), Map.of(), body(wrong)))
                    .as(wrong)
                    .isNotEmpty();
        }
        assertThat(settings().path("retention_days").asInt()).isEqualTo(90);
    }

    private String createKey(String name) {
        ApiKey.Limits limits = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        return gateway.keys()
                .create(new KeyDraft(name, Account.LOCAL, Group.STANDARD, null, null, limits))
                .secret();
    }

    private void post(String secret, String model) throws Exception {
        String address = ((GatewayState.Running) gateway.state()).address();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                                                .formatted(model)))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private void ask(String model) {
        Answer answer =
                gateway.chat()
                        .ask(
                                new Question(
                                        ChatParameters.of(model, Group.STANDARD),
                                        List.of(Question.Turn.user("hi"))));
        while (!answer.progress().phase().hasEnded()) {
            Thread.onSpinWait();
        }
    }

    private JsonNode usage(String by) {
        return call("GET", List.of("usage"), Map.of("by", by, "since", "30d"), null);
    }

    private JsonNode settings() {
        return call("GET", List.of("settings"), Map.of(), null);
    }

    private static JsonNode row(JsonNode rows, String field, String value) {
        return rows.valueStream()
                .filter(row -> row.path(field).asString("").equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rows.toString()));
    }

    private static JsonNode body(String json) {
        return Json.MAPPER.readTree(json);
    }

    private JsonNode call(
            String method, List<String> path, Map<String, String> query, JsonNode body) {
        AdminReply reply = gateway.admin().handle(method, path, query, body);
        assertThat(reply.isOk()).as(reply.body().toString()).isTrue();
        return reply.body();
    }

    private String refusal(
            String method, List<String> path, Map<String, String> query, JsonNode body) {
        AdminReply reply = gateway.admin().handle(method, path, query, body);
        assertThat(reply.status()).isBetween(400, 499);
        return reply.body().path("error").path("message").asString("");
    }
}
