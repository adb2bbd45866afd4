package dev.syngate.gateway;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import dev.syngate.admin.AdminReply;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is changed through the management API, and what it means for the calls that follow.
@Timeout(60)
class ManagementTest {
    private static final String HELLO =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-21T12:00:00Z");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Gateway gateway;
    private String address;

    @BeforeEach
    void open() {
        gateway = Gateway.open(GatewaySettings.of(folder).listeningOn("127.0.0.1", 0), clock);
        address = ((GatewayState.Running) gateway.start()).address();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aRotatedSecretServesUntilItsGraceEndsAndThenSaysWhy() throws Exception {
        String old = text(ok("POST", "keys", "{'name':'laptop'}"), "secret");
        JsonNode rotated = ok("POST", "keys/laptop/rotate", "{'grace':'1h'}");
        assertThat(text(rotated, "previous_secret_until")).isEqualTo("2026-11-21T13:00:00Z");
        assertThat(ask(old, "sandbox/echo").statusCode()).isEqualTo(200);
        assertThat(ask(text(rotated, "secret"), "sandbox/echo").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofHours(1));
        HttpResponse<String> late = ask(old, "sandbox/echo");
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.body()).contains("was replaced and no longer works", "expired_api_key");
        assertThat(ask(text(rotated, "secret"), "sandbox/echo").statusCode()).isEqualTo(200);
        JsonNode key = ok("GET", "keys/laptop", null);
        assertThat(key.path("previous_secret_until").isNull()).isTrue();
        assertThat(key.has("secret")).isFalse();
        assertThat(key.path("used_total")).isEqualTo(key.path("used"));
    }

    @Test
    void aKeyIsChangedFieldByFieldAndAtOnce() throws Exception {
        ok("POST", "accounts", "{'name':'Team','mode':'unlimited'}");
        String secret =
                text(ok("POST", "keys", "{'name':'laptop','quota':'5','period':'week'}"), "secret");
        JsonNode set = ok("PATCH", "keys/laptop", "{'models':['gpt-*'],'rpm':'unlimited'}");
        assertThat(set.path("rpm").isNull()).isTrue();
        assertThat(text(set, "quota")).isEqualTo("5");
        assertThat(text(set, "period")).isEqualTo("week");
        assertThat(text(set, "left")).isEqualTo("5");
        assertThat(ask(secret, "sandbox/echo").statusCode()).isEqualTo(404);

        set = ok("PATCH", "keys/laptop", "{'models':[],'period':'month','account':'Team'}");
        assertThat(text(set, "account")).isEqualTo("Team");
        assertThat(text(set, "period")).isEqualTo("month");
        assertThat(ask(secret, "sandbox/echo").statusCode()).isEqualTo(200);
        JsonNode key = ok("GET", "keys/laptop", null);
        assertThat(gateway.ledger().balance(gateway.accounts().get("Team")).entries().negate())
                .hasToString("$" + text(key, "used"));

        assertThat(text(ok("PATCH", "keys/laptop", "{'quota':'unlimited'}"), "used"))
                .isEqualTo(text(key, "used"));
        assertThat(refused("PATCH", "keys/laptop", "{'period':'day'}")).contains("needs a quota");
        assertThat(refused("PATCH", "keys/laptop", "{'models':'gpt-4o'}"))
                .contains("\"models\" must be a list");
        assertThat(refused("PATCH", "keys/laptop", "{'secret':'x'}")).contains("not known here");
        assertThat(refused("POST", "keys/laptop/rotate", "{'grace':'soon'}")).contains("like 90s");
        assertThat(text(ok("PATCH", "keys/laptop", "{'disabled':true}"), "state"))
                .isEqualTo("disabled");
        assertThat(ask(secret, "sandbox/echo").statusCode()).isEqualTo(401);
    }

    @Test
    void aMultiplierAppliesToNewRequestsAndRecordsKeepTheirs() throws Exception {
        ok("POST", "groups", "{'name':'Team','multiplier':'0.5','models':['sandbox/*']}");
        String secret = text(ok("POST", "keys", "{'name':'laptop','group':'team'}"), "secret");
        ask(secret, "sandbox/echo");
        RequestRecord first = newest();
        ok("PATCH", "groups/Team", "{'multiplier':'2'}");
        clock.advance(Duration.ofMillis(1));
        ask(secret, "sandbox/echo");

        assertThat(newest().receipt().multiplier().text()).isEqualTo("2");
        assertThat(newest().charged().picos()).isEqualTo(4 * first.charged().picos());
        JsonNode before = ok("GET", "requests/" + first.id(), null);
        assertThat(text(before.path("receipt"), "multiplier")).isEqualTo("0.5");
        assertThat(text(before, "cost")).isEqualTo(first.charged().dollars());
        JsonNode group = ok("GET", "groups/team", null);
        assertThat(group.path("models").get(0).asString("")).isEqualTo("sandbox/*");
        assertThat(refused("DELETE", "groups/Team", null)).contains("laptop");
        assertThat(ok("GET", "ledger/verify", null).path("ok").asBoolean()).isTrue();
    }

    @Test
    void aChangedProviderTakesItsRoutesAndGroupsAlong() throws Exception {
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(ScriptedUpstream.json(200, answer()))) {
            ok(
                    "POST",
                    "providers",
                    "{'name':'one','base_url':'http://127.0.0.1:9','models':['m']}");
            ok("POST", "groups", "{'name':'Only','providers':['ONE']}");
            String secret = text(ok("POST", "keys", "{'name':'k','group':'Only'}"), "secret");
            JsonNode set =
                    ok(
                            "PATCH",
                            "providers/one",
                            "{'name':'two','base_url':'%s','api_key':'sk-new','priority':7,'weight':3,'input':'1','output':'2'}"
                                    .formatted(upstream.baseUrl()));
            assertThat(text(set, "name")).isEqualTo("two");
            assertThat(set.path("has_api_key").asBoolean()).isTrue();
            assertThat(set.toString()).doesNotContain("sk-new");
            assertThat(gateway.models().get("m").routes().getFirst().priority()).isEqualTo(7);
            assertThat(gateway.models().get("m").routes().getFirst().weight()).isEqualTo(3);
            assertThat(ok("GET", "groups/Only", null).toString()).contains("[\"two\"]");

            assertThat(ask(secret, "m").statusCode()).isEqualTo(200);
            assertThat(upstream.requests().getFirst()).contains("Authorization: Bearer sk-new");
            assertThat(newest().charged().dollars()).isEqualTo("0.000014");

            ok("PATCH", "providers/two", "{'enabled':false}");
            assertThat(ask(secret, "m").statusCode()).isEqualTo(503);
            set = ok("PATCH", "providers/two", "{'enabled':true,'models':['a','b']}");
            assertThat(set.path("models").toString()).isEqualTo("[\"a\",\"b\"]");
            assertThat(gateway.models().find("m")).isNull();
            assertThat(refused("PATCH", "providers/two", "{'name':'Sandbox'}")).contains("exists");
            assertThat(refused("PATCH", "providers/sandbox", "{'base_url':'http://x/v1'}"))
                    .contains("built in");
        }
    }

    private static String answer() {
        return "{\"id\":\"x\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}";
    }

    @Test
    void aProviderTestNamesItsSteps() throws Exception {
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(ScriptedUpstream.json(401, "{\"error\":\"no\"}"))) {
            ok(
                    "POST",
                    "providers",
                    "{'name':'p','base_url':'%s','api_key':'sk-x'}".formatted(upstream.baseUrl()));
            JsonNode steps = ok("POST", "providers/p/test", null).path("steps");
            assertThat(steps.toString())
                    .contains("\"step\":\"tcp\",\"ok\":true")
                    .contains("\"step\":\"key\",\"ok\":false");
            assertThat(steps.size()).isEqualTo(3);
        }
        ok("PATCH", "providers/p", "{'base_url':'http://127.0.0.1:9/v1'}");
        JsonNode gone = ok("POST", "providers/p/test", null);
        assertThat(gone.path("steps").toString()).contains("\"step\":\"tcp\",\"ok\":false");
        assertThat(text(gone, "detail")).contains("not reachable", "nothing answers");
    }

    @Test
    void theLedgerIsReadPageByPage() {
        ok("POST", "accounts", "{'name':'Team','low_balance':'5.00'}");
        for (int i = 0; i < 3; i++) {
            ok("POST", "accounts/Team/entries", "{'kind':'trial_credit','amount':'1'}");
            ok("POST", "accounts/Local/entries", "{'kind':'top_up','amount':'1'}");
        }
        JsonNode page = ok("GET", "ledger?limit=4", null);
        assertThat(page.size()).isEqualTo(4);
        JsonNode rest = ok("GET", "ledger?after=" + text(page.get(3), "position"), null);
        assertThat(rest.size()).isEqualTo(2);
        assertThat(rest.get(1).path("id").asInt()).isEqualTo(3);
        assertThat(text(rest.get(1), "kind")).isEqualTo("trial_credit");
        assertThat(ok("GET", "ledger?account=Local", null).size()).isEqualTo(3);
        assertThat(refused("GET", "ledger?limit=0", null)).contains("\"limit\" is 1 to");
        assertThat(refused("GET", "ledger?after=x", null)).contains("position");
        assertThat(ok("GET", "accounts/Team/entries?limit=1&before=3", null).get(0).path("id"))
                .isEqualTo(page.get(1).path("id"));
        assertThat(ok("GET", "accounts/Team", null).path("low").asBoolean()).isTrue();
        assertThat(refused("DELETE", "accounts/Team", null)).contains("balance of $3");
    }

    private JsonNode ok(String method, String path, String body) {
        AdminReply reply = call(method, path, body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.body();
    }

    private String refused(String method, String path, String body) {
        AdminReply reply = call(method, path, body);
        assertThat(reply.isOk()).isFalse();
        return text(reply.body().path("error"), "message");
    }

    /// @param body JSON in single quotes
    private AdminReply call(String method, String path, String body) {
        String[] parts = path.split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        if (parts.length == 2) {
            for (String pair : parts[1].split("&")) {
                query.put(pair.split("=")[0], pair.split("=")[1]);
            }
        }
        JsonNode json = body == null ? null : Json.MAPPER.readTree(body.replace('\'', '"'));
        return gateway.admin().handle(method, List.of(parts[0].split("/")), query, json);
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }

    private RequestRecord newest() {
        return gateway.requests().newest(1, r -> true).getFirst();
    }

    private HttpResponse<String> ask(String secret, String model) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(HttpRequest.BodyPublishers.ofString(HELLO.formatted(model)))
                        .build(),
                ofString());
    }
}
