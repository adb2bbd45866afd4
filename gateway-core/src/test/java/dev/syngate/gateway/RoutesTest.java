package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.billing.Account;
import dev.syngate.billing.Price;
import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.money.Multiplier;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Which models names mean, and where requests go.
@Timeout(60)
class RoutesTest {
    private static final Script GOOD = json(200, WireFormat.OPENAI.goodAnswer());
    private static final String IMAGE =
            "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}]";
    @TempDir private Path folder;
    private final List<ScriptedUpstream> upstreams = new ArrayList<>();
    private RunningGateway running;
    private String secret;

    @BeforeEach
    void open() {
        running = new RunningGateway(folder);
        secret = running.key("test", null, null);
    }

    @AfterEach
    void close() {
        running.close();
        upstreams.forEach(ScriptedUpstream::close);
    }

    @Test
    void aModelIsNamedWithOrWithoutItsProvider() throws Exception {
        ScriptedUpstream acme = add("Acme AI", "vendor/m", GOOD);
        ScriptedUpstream other = add("other", "vendor/m", GOOD);
        for (String name : List.of("Acme AI/vendor/m", "acme-ai/vendor/m")) {
            for (int i = 0; i < 4; i++) {
                assertThat(status(name, turn("hi " + i))).isEqualTo(200);
            }
        }
        assertThat(acme.requests()).hasSize(8).allMatch(sent -> sent.contains("\"vendor/m\""));
        assertThat(other.requests()).isEmpty();
        assertThat(status("nobody/vendor/m", turn("hi"))).isEqualTo(404);
        assertThat(status("other/nothing", turn("hi"))).isEqualTo(404);
    }

    @Test
    void anAllowListMayNameTheProvider() throws Exception {
        ScriptedUpstream acme = add("acme", "m", GOOD);
        ScriptedUpstream other = add("other", "m", GOOD);
        ApiKey.Limits limits = new ApiKey.Limits(List.of("acme/m"), List.of(), null, null, null);
        secret = running.keyOf("narrow", Account.LOCAL, limits);
        for (int i = 0; i < 8; i++) {
            assertThat(status("m", turn("hi " + i))).isEqualTo(200);
        }
        assertThat(acme.requests()).hasSize(8);
        assertThat(other.requests()).isEmpty();
        assertThat(status("other/m", turn("hi"))).isEqualTo(404);
    }

    @Test
    void rulesMapNamesThatNoModelHas() throws Exception {
        ScriptedUpstream acme = add("acme", "small", GOOD);
        admin("POST", "models", Map.of("id", "large", "routes", List.of("acme:big")));
        admin("POST", "model-map", Map.of("pattern", "gpt-*", "target", "small"));
        admin("POST", "model-map", Map.of("pattern", "my-*", "target", "acme/*"));
        assertThat(status("gpt-9", turn("hi"))).isEqualTo(200);
        assertThat(acme.requests().getLast()).contains("\"small\"");
        assertThat(status("my-big", turn("hi"))).isEqualTo(200);
        assertThat(acme.requests().getLast()).contains("\"big\"");
        assertThat(resolve("gpt-9").path("rule").asString()).isEqualTo("gpt-*");
        assertThat(resolve("small").path("rule").isNull()).isTrue();

        admin("POST", "model-map", Map.of("pattern", "small", "target", "large", "always", true));
        assertThat(resolve("small").path("model").asString()).isEqualTo("large");
        JsonNode wrong = admin("POST", "model-map", Map.of("pattern", "x", "target", "nothing"));
        assertThat(wrong.path("error").path("message").asString()).contains("nothing");
        admin("DELETE", "model-map/gpt-*", null);
        assertThat(status("gpt-9", turn("hi"))).isEqualTo(404);
    }

    @Test
    void aRequestWithAnImageGoesOnlyWhereItMayBeSeen() throws Exception {
        ScriptedUpstream blind = add("blind", "m", GOOD, 10);
        ScriptedUpstream seeing = add("seeing", "sees", GOOD, 0);
        admin("POST", "models", Map.of("id", "m", "capabilities", Map.of("vision", false)));
        String refused = body(ask("m", "{\"role\":\"user\",\"content\":" + IMAGE + "}"));
        assertThat(refused).contains("vision").contains("model set m --can");
        assertThat(blind.requests()).isEmpty();

        admin("POST", "models", Map.of("id", "m", "fallbacks", List.of("seeing/sees")));
        RawConnection.Answer answer = ask("m", "{\"role\":\"user\",\"content\":" + IMAGE + "}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-syngate-model")).isEqualTo("sees");
        assertThat(blind.requests()).isEmpty();
        assertThat(seeing.requests()).hasSize(1);
        assertThat(status("m", turn("no image"))).isEqualTo(200);
        assertThat(blind.requests()).hasSize(1);
        JsonNode plan = admin("GET", "resolve", Map.of(), Map.of("model", "m", "needs", "vision"));
        assertThat(plan.path("routes").toString())
                .contains("\"why\":\"fallback\"", "\"why\":\"is known not to be capable of it\"");
    }

    @Test
    void theFallbacksServeInTheirOrderAndTheAnswerSaysWhich() throws Exception {
        add("acme", "a", json(500, "{}"));
        add("acme2", "b", json(503, "{}"));
        add("acme3", "c", GOOD);
        admin("POST", "models", Map.of("id", "a", "fallbacks", List.of("b", "c")));
        RawConnection.Answer answer = ask("a", turn("hi"));
        assertThat(answer.header("x-syngate-model")).isEqualTo("c");
        assertThat(answer.header("x-syngate-provider")).isEqualTo("acme3");
        assertThat(newest().attempts().stream().map(RequestRecord.Attempt::provider))
                .containsExactly("acme", "acme2", "acme3");
        JsonNode itself = admin("POST", "models", Map.of("id", "a", "fallbacks", List.of("a")));
        assertThat(itself.path("error").path("message").asString()).contains("itself");
    }

    @Test
    void aConversationStaysWhereItIsAndManyObeyTheWeights() throws Exception {
        ScriptedUpstream light = add("light", "m", GOOD, 0, 1);
        ScriptedUpstream heavy = add("heavy", "m", GOOD, 0, 3);
        for (int conversation = 0; conversation < 80; conversation++) {
            String first = turn("conversation " + conversation);
            String second = first + ",{\"role\":\"assistant\",\"content\":\"yes\"}," + turn("on");
            Set<String> served = new HashSet<>();
            served.add(ask("m", first).header("x-syngate-provider"));
            served.add(ask("m", system(conversation) + "," + second).header("x-syngate-provider"));
            assertThat(served).as("providers of one conversation").hasSize(1);
        }
        assertThat(light.requests().size()).isBetween(8, 72);
        assertThat(heavy.requests().size()).isBetween(88, 152);
    }

    @Test
    void aLocalGroupNeverLeavesTheNetworkAndADeprecatedModelNamesItsSuccessor() throws Exception {
        add("near", "m", GOOD);
        Provider far =
                running.gateway()
                        .providers()
                        .add(provider("far", "https://far.example.com/v1", 0, 1), null);
        running.gateway().models().addRoute("m", far, "m");
        running.gateway().models().addRoute("n", far, "n");
        running.gateway()
                .groups()
                .set(new Group(Group.STANDARD, Multiplier.ONE, List.of(), List.of(), true));
        for (int i = 0; i < 4; i++) {
            assertThat(status("m", turn("hi " + i))).isEqualTo(200);
        }
        assertThat(status("n", turn("hi"))).isEqualTo(503);
        admin("POST", "models", Map.of("id", "n", "successor", "m"));
        RawConnection.Answer answer = ask("n", turn("hi"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-syngate-successor")).isEqualTo("m");
    }

    @Test
    void aRenamedModelKeepsItsPriceAndIsFoundByItsOldName() throws Exception {
        add("acme", "m", GOOD);
        admin("POST", "models", Map.of("id", "m", "input", "1", "output", "2"));
        JsonNode renamed = admin("POST", "models", Map.of("id", "m", "rename", "n"));
        assertThat(renamed.path("input").asString()).isEqualTo("1");
        assertThat(status("m", turn("hi"))).isEqualTo(200);
        assertThat(status("n", turn("hi"))).isEqualTo(200);
        assertThat(newest().receipt().price().of()).isEqualTo("n");
    }

    private static String turn(String words) {
        return "{\"role\":\"user\",\"content\":\"" + words + "\"}";
    }

    private static String system(int time) {
        return "{\"role\":\"system\",\"content\":\"It is " + time + " o'clock\"}";
    }

    private ScriptedUpstream add(String name, String model, Script script) throws IOException {
        return add(name, model, script, 0);
    }

    private ScriptedUpstream add(String name, String model, Script script, int priority)
            throws IOException {
        return add(name, model, script, priority, 1);
    }

    private ScriptedUpstream add(String name, String model, Script script, int priority, int weight)
            throws IOException {
        ScriptedUpstream upstream = new ScriptedUpstream(script);
        upstreams.add(upstream);
        Provider added =
                running.gateway()
                        .providers()
                        .add(provider(name, upstream.baseUrl(), priority, weight), null);
        running.gateway().models().addRoute(model, added, model);
        return upstream;
    }

    private static Provider provider(String name, String url, int priority, int weight) {
        return new Provider(
                "", name, Provider.Protocol.OPENAI_CHAT, url, Price.FREE, priority, weight, true);
    }

    private RawConnection.Answer ask(String model, String messages) throws IOException {
        return running.ask(
                chat(secret, "{\"model\":\"%s\",\"messages\":[%s]}".formatted(model, messages)));
    }

    private int status(String model, String messages) throws IOException {
        return ask(model, messages).status();
    }

    private static String body(RawConnection.Answer answer) {
        return answer.body();
    }

    private RequestRecord newest() {
        return running.gateway().requests().newest(1, r -> true).getFirst();
    }

    private JsonNode resolve(String name) {
        return admin("GET", "resolve", null, Map.of("model", name));
    }

    private JsonNode admin(String method, String path, Object body) {
        return admin(method, path, body, Map.of());
    }

    private JsonNode admin(String method, String path, Object body, Map<String, String> query) {
        return running.gateway()
                .admin()
                .handle(
                        method,
                        List.of(path.split("/")),
                        query,
                        body == null ? null : Json.MAPPER.valueToTree(body))
                .body();
    }
}
