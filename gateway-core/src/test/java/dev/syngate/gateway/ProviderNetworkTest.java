package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The way to a provider: proxies, extra headers, what its vendor wants.
@Timeout(60)
class ProviderNetworkTest {
    private static final String USER = "ann:p%40ss";
    private static final String PROOF =
            "Proxy-Authorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString("ann:p@ss".getBytes(StandardCharsets.UTF_8));

    @TempDir private Path folder;
    private ScriptedUpstream upstream;
    private ProviderScene scene;

    /// Answers as a proxy that wants to know who asks, and as a provider.
    @BeforeEach
    void open() throws IOException {
        upstream =
                new ScriptedUpstream((request, out) -> {
                    boolean asProxy = request.contains(" http://");
                    int status = asProxy && !request.contains(PROOF) ? 407 : 200;
                    String body = status == 407 ? "{}" : bodyFor(request);
                    json(status, body, "Proxy-Authenticate: Basic realm=\"x\"")
                            .answer(request, out);
                });
        scene = new ProviderScene(folder);
    }

    private static String bodyFor(String request) {
        return request.contains("/user/balance")
                ? "{\"balance_infos\":[{\"currency\":\"CNY\",\"total_balance\":\"7.50\"}]}"
                : WireFormat.OPENAI.goodAnswer();
    }

    @AfterEach
    void close() {
        scene.close();
        upstream.close();
    }

    @Test
    void aProviderIsReachedThroughItsProxyWhosePasswordStaysHidden() throws Exception {
        add("'base_url':'http://models.invalid/v1','proxy':'%s'".formatted(proxy()));
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast())
                .startsWith("POST http://models.invalid/v1/chat/completions")
                .contains(PROOF);
        JsonNode shown = ok("GET", "providers/p", null);
        assertThat(shown.path("proxy").asString()).contains("//***@127.0.0.1:");

        ok("PATCH", "providers/p", "{'name':'q','proxy':'%s'}".formatted(text(shown, "proxy")));
        assertThat(ask()).as("what is hidden stays").isEqualTo(200);
        ok("PATCH", "providers/q", "{'proxy':'none'}");
        assertThat(ask()).isEqualTo(502);
        String refused = refused("PATCH", "providers/q", "{'proxy':'ftp://u:pw-1@x'}");
        assertThat(refused).contains("socks5").doesNotContain("pw-1");
    }

    @Test
    void aSocksProxyIsShownItsPasswordAndLooksNamesUp() throws Exception {
        int port = java.net.URI.create(upstream.baseUrl()).getPort();
        try (SocksProxy socks = new SocksProxy("ann:p@ss", port)) {
            String proxy = "socks5://%s@127.0.0.1:" + socks.port();
            add(
                    "'base_url':'http://models.invalid/v1','proxy':'%s'"
                            .formatted(proxy.formatted(USER)));
            assertThat(ask()).isEqualTo(200);
            assertThat(socks.wishes()).containsExactly("models.invalid:80");
            assertThat(upstream.requests().getLast()).contains("Host: models.invalid");
            assertThat(ok("GET", "providers/p", null).toString()).doesNotContain("p%40ss");
            assertThat(ok("POST", "providers/p/test", "{}").toString())
                    .contains("models.invalid:80 through the proxy 127.0.0.1:");

            ok("PATCH", "providers/p", "{'proxy':'%s'}".formatted(proxy.formatted("ann:no")));
            assertThat(ask()).isEqualTo(502);
            assertThat(ok("POST", "providers/p/test", "{}").toString())
                    .contains("\"step\":\"tcp\",\"ok\":false", "refused the name");
        }
    }

    @Test
    void theGatewaysProxyServesAllButThisMachineAndThoseThatSayOtherwise() throws Exception {
        ok("PATCH", "settings", "{'proxy':'%s'}".formatted(proxy()));
        assertThat(text(ok("GET", "settings", null), "proxy")).contains("***@");
        add("'base_url':'http://models.invalid/v1'");
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast()).startsWith("POST http://models.invalid/");

        ok("PATCH", "providers/p", "{'base_url':'%s'}".formatted(upstream.baseUrl()));
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast()).startsWith("POST /v1/chat/completions");

        ok("PATCH", "providers/p", "{'base_url':'http://models.invalid/v1','proxy':'none'}");
        assertThat(ask()).isEqualTo(502);
        ok("PATCH", "providers/p", "{'proxy':'usual'}");
        assertThat(ask()).isEqualTo(200);
        assertThat(refused("PATCH", "settings", "{'proxy':'nonsense'}")).contains("http://host");
    }

    @Test
    void extraHeadersGoWithEachCallAndSecretOnesAreMasked() throws Exception {
        add(
                "'base_url':'%s','headers':{'X-Title':'Syngate','X-Team-Token':'t-123'}"
                        .formatted(upstream.baseUrl()));
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast())
                .contains("X-Title: Syngate", "X-Team-Token: t-123");
        JsonNode headers = ok("GET", "providers/p", null).path("headers");
        assertThat(headers.toString())
                .isEqualTo("{\"X-Team-Token\":\"***\",\"X-Title\":\"Syngate\"}");

        ok("PATCH", "providers/p", "{'headers':{'X-Team-Token':'***'}}");
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast())
                .contains("X-Team-Token: t-123")
                .doesNotContain("X-Title");
        for (String wrong : List.of("Host", "a b", "Content-Length")) {
            assertThat(refused("PATCH", "providers/p", "{'headers':{'%s':'x'}}".formatted(wrong)))
                    .contains("extra header");
        }
    }

    @Test
    void anAzureDeploymentGetsItsVersionAndItsOwnKeyHeader() throws Exception {
        String base = upstream.baseUrl().replace("/v1", "/openai/deployments/m");
        add(
                "'base_url':'%s','query':'api-version=2024-10-21','key_header':'api-key','api_key':'az-1'"
                        .formatted(base));
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast())
                .startsWith("POST /openai/deployments/m/chat/completions?api-version=2024-10-21 ")
                .contains("api-key: az-1")
                .doesNotContain("Bearer");
        ok("PATCH", "providers/p", "{'query':'none','key_header':'none'}");
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast()).contains("Bearer az-1").doesNotContain("?api");
        assertThat(refused("PATCH", "providers/p", "{'query':'a b'}")).contains("api-version");
    }

    @Test
    void anAddressMayNameTheModelThatIsAsked() throws Exception {
        String base = upstream.baseUrl().replace("/v1", "/openai/deployments/{model}");
        add("'base_url':'%s','api_key':'az-1'".formatted(base + "/chat/completions"));
        scene.ok("POST", "models", "{'id':'m','routes':['p:my dep']}");
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast())
                .startsWith("POST /openai/deployments/my%20dep/chat/completions ");
        JsonNode shown = ok("GET", "providers/p", null);
        assertThat(text(shown, "base_url")).isEqualTo(base);
        ok("PATCH", "providers/p", "{'priority':3}");
        assertThat(ok("POST", "providers/p/test", "{}").toString())
                .contains("the address names a model");
        String far = "http://models.invalid/{model}/v1";
        ok("PATCH", "providers/p", "{'base_url':'%s','proxy':'%s'}".formatted(far, proxy()));
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast())
                .startsWith("POST http://models.invalid/my%20dep/v1/chat/completions");
        assertThat(refused("PATCH", "providers/p", "{'base_url':'http://a/{modell}'}"))
                .contains("base_url");
    }

    @Test
    void azuresOwnHostsAreKnownWithoutBeingTold() throws Exception {
        add(
                "'base_url':'http://me.openai.azure.com/openai/v1','api_key':'az-2','proxy':'%s'"
                        .formatted(proxy()));
        assertThat(ask()).isEqualTo(200);
        assertThat(upstream.requests().getLast())
                .contains("api-key: az-2")
                .doesNotContain("Bearer");
    }

    @Test
    void whatIsLeftAtAVendorThatTellsItIsShown() throws Exception {
        add(
                "'base_url':'http://api.deepseek.com','api_key':'ds-1','proxy':'%s'"
                        .formatted(proxy()));
        JsonNode left = ok("GET", "providers/p/balance", null);
        assertThat(left.toString())
                .isEqualTo("[{\"key\":\"key-1\",\"left\":\"7.50\",\"currency\":\"CNY\"}]");
        assertThat(upstream.requests().getLast())
                .startsWith("GET http://api.deepseek.com/user/balance ")
                .contains("Bearer ds-1");
        assertThat(ok("POST", "providers/p/test", "{}").toString())
                .contains("\"step\":\"balance\"", "7.5 CNY left");
        assertThat(ok("GET", "doctor", null).toString())
                .contains("7.5 CNY left", "their key is in a file");
        JsonNode shown =
                scene.gateway().management().get(Map.of("balance", "true"), "providers", "p");
        assertThat(text(shown, "balance")).isEqualTo("7.5 CNY");
        assertThat(text(shown, "secret_store")).isEqualTo("file");
        ok("PATCH", "providers/p", "{'base_url':'%s'}".formatted(upstream.baseUrl()));
        assertThat(ok("GET", "providers/p/balance", null).get(0).path("left").isNull()).isTrue();
    }

    private String proxy() {
        return upstream.baseUrl().replace("//", "//" + USER + "@").replace("/v1", "");
    }

    private void add(String fields) {
        ok("POST", "providers", "{'name':'p','models':['m'],'free':true,%s}".formatted(fields));
    }

    private int ask() throws IOException {
        return scene.ask("m");
    }

    private static String text(JsonNode shown, String field) {
        return shown.path(field).asString("");
    }

    private JsonNode ok(String method, String path, @Nullable String body) {
        return scene.ok(method, path, body);
    }

    private String refused(String method, String path, @Nullable String body) {
        return scene.refused(method, path, body);
    }
}
