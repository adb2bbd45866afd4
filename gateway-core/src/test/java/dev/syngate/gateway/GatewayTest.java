package dev.syngate.gateway;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.Balance;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GatewayTest {
    private static final String CHUNK =
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"odd\":1,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}";
    private static final String USAGE =
            "{\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":200,\"total_tokens\":1200,\"prompt_tokens_details\":{\"cached_tokens\":400}}}";

    @TempDir private Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Gateway gateway;
    private String address;
    private String secret;

    @BeforeEach
    void open() {
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        assertThat(gateway.start()).isInstanceOf(GatewayState.Running.class);
        address = ((GatewayState.Running) gateway.state()).address();
        secret = key("test", Account.LOCAL);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void howItStandsIsToldAtOnceAlsoWhileItIsBeingClosed() {
        synchronized (gateway) {
            assertThat(CompletableFuture.supplyAsync(gateway::snapshot).join().state())
                    .isEqualTo(gateway.state());
        }
    }

    @Test
    void theSandboxThinksAnswersCountsAndEnds() throws Exception {
        String stream =
                post(
                                secret,
                                "{\"model\":\"sandbox/reasoner\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                        .body();
        int thinking = stream.indexOf("reasoning_content");
        int answer = stream.indexOf("\"content\":\"", stream.lastIndexOf("reasoning_content"));
        int usage = stream.lastIndexOf("\"usage\":{");
        assertThat(thinking).isPositive();
        assertThat(answer).isGreaterThan(thinking);
        assertThat(usage).isGreaterThan(answer);
        assertThat(stream).endsWith("data: [DONE]\n\n");
        RequestRecord item = gateway.requests().newest(1, r -> true).getFirst();
        assertThat(item.charged().picos()).isPositive();
        assertThat(gateway.ledger().balance(gateway.accounts().get(Account.LOCAL)))
                .isEqualTo(new Balance(item.charged().negate(), Money.ZERO));
    }

    @Test
    void aStreamIsRelayedByteForByteAndChargedExactly() throws Exception {
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        ScriptedUpstream.events(CHUNK.formatted("Hello"), USAGE, "[DONE]"))) {
            serve(upstream, "gpt-4o", "upstream-4o");
            String body =
                    post(
                                    secret,
                                    "{\"model\":\"gpt-4o\",\"stream\":true,\"x_unknown\":[1,2],\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                            .body();
            assertThat(body)
                    .isEqualTo(
                            "data: "
                                    + CHUNK.formatted("Hello")
                                    + "\n\ndata: "
                                    + USAGE
                                    + "\n\ndata: [DONE]\n\n");
            assertThat(upstream.requests().getFirst())
                    .contains(
                            "\"model\":\"upstream-4o\"",
                            "\"x_unknown\":[1,2]",
                            "Bearer sk-upstream");
            assertThat(newest().charged().dollars()).isEqualTo("0.004");
        }
    }

    @Test
    void usageIsAskedForAndHiddenFromAClientThatDidNotAsk() throws Exception {
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        ScriptedUpstream.events(CHUNK.formatted("Hello"), USAGE, "[DONE]"))) {
            serve(upstream, "gpt-4o", "gpt-4o");
            String body = post(secret, chat("gpt-4o", true)).body();
            assertThat(body)
                    .isEqualTo("data: " + CHUNK.formatted("Hello") + "\n\ndata: [DONE]\n\n");
            assertThat(upstream.requests().getFirst()).contains("include_usage");
            assertThat(newest().charged().dollars()).isEqualTo("0.004");
        }
    }

    @Test
    void aWholeAnswerCarriesItsCost() throws Exception {
        String reply =
                "{\"id\":\"x\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}";
        try (ScriptedUpstream upstream = new ScriptedUpstream(ScriptedUpstream.json(200, reply))) {
            serve(upstream, "gpt-4o", "gpt-4o");
            HttpResponse<String> response = post(secret, chat("gpt-4o", false));
            assertThat(response.body()).isEqualTo(reply);
            assertThat(response.headers().firstValue("x-syngate-cost")).contains("0.000045");
            assertThat(response.headers().firstValue("x-request-id")).contains(newest().id());
        }
    }

    @Test
    void aStreamThatIsCutIsNeverDressedUpAsComplete() throws Exception {
        ScriptedUpstream.Script cut =
                (request, out) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    String event = "data: " + CHUNK.formatted("Hel") + "\n\n";
                    out.write(
                            (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(cut)) {
            serve(upstream, "gpt-4o", "gpt-4o");
            String body = post(secret, chat("gpt-4o", true)).body();
            assertThat(body).contains("\"Hel\"", "upstream_error").doesNotContain("[DONE]");
            assertThat(newest().receipt().usage().estimated()).isTrue();
        }
    }

    @Test
    void aClientThatLeavesCancelsASilentUpstream() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        ScriptedUpstream.Script silent =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    ScriptedUpstream.send(out, CHUNK.formatted("Hel"));
                    released.await();
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(silent)) {
            serve(upstream, "gpt-4o", "gpt-4o");
            URI uri = URI.create(address);
            try (Socket client = new Socket(uri.getHost(), uri.getPort())) {
                String body = chat("gpt-4o", true);
                client.getOutputStream()
                        .write(
                                ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                                + secret
                                                + "\r\nContent-Length: "
                                                + body.length()
                                                + "\r\n\r\n"
                                                + body)
                                        .getBytes(StandardCharsets.UTF_8));
                InputStream in = client.getInputStream();
                StringBuilder seen = new StringBuilder();
                while (!seen.toString().contains("Hel")) {
                    seen.append((char) in.read());
                }
            }
            assertThat(upstream.clientLeft().await(20, TimeUnit.SECONDS)).isTrue();
            until(() -> !gateway.requests().newest(1, r -> true).isEmpty());
            assertThat(newest().status()).isEqualTo(499);
            until(() -> gateway.ledger().openHolds() == 0);
        } finally {
            released.countDown();
        }
    }

    @Test
    void everyRefusalSaysWhatToDo() throws Exception {
        assertError(post("sk-syn-wrong", chat("sandbox/echo", false)), 401, "invalid_api_key");
        assertError(post(null, chat("sandbox/echo", false)), 401, "invalid_api_key");
        assertError(post(secret, chat("no-such-model", false)), 404, "model_not_found");
        assertError(post(secret, "{\"model\":"), 400, "invalid_request");
        assertError(post(secret, "{\"messages\":[]}"), 400, "invalid_request");
        gateway.accounts().add("Poor", Account.Mode.PREPAID);
        assertError(
                post(key("poor", "Poor"), chat("sandbox/echo", false)),
                402,
                "insufficient_balance");
        gateway.keys().disable("test");
        assertError(post(secret, chat("sandbox/echo", false)), 401, "disabled_api_key");
    }

    @Test
    void aRefusedUpstreamCredentialIsNeverTheCallersFault() throws Exception {
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        ScriptedUpstream.json(
                                401, "{\"error\":{\"message\":\"bad key sk-upstream\"}}"))) {
            serve(upstream, "gpt-4o", "gpt-4o");
            HttpResponse<String> response = post(secret, chat("gpt-4o", false));
            assertError(response, 502, "upstream_auth_error");
            assertThat(response.body()).doesNotContain("sk-upstream");
            assertThat(newest().charged()).isEqualTo(Money.ZERO);
        }
    }

    @Test
    void aFailingProviderIsReplacedByTheNextBeforeTheFirstByte() throws Exception {
        try (ScriptedUpstream bad = new ScriptedUpstream(ScriptedUpstream.json(500, "{}"));
                ScriptedUpstream good =
                        new ScriptedUpstream(
                                ScriptedUpstream.events(CHUNK.formatted("Hi"), USAGE, "[DONE]"))) {
            Provider first = add("bad", bad, 10);
            Provider second = add("good", good, 0);
            gateway.models().addRoute("m", first, "m");
            gateway.models().addRoute("m", second, "m");
            assertThat(post(secret, chat("m", true)).body()).endsWith("data: [DONE]\n\n");
            assertThat(newest().attempts())
                    .extracting(RequestRecord.Attempt::outcome)
                    .containsExactly("status 500", "ok");
        }
    }

    @Test
    void providerCredentialsAreNeverInPlainTextOnDisk() throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(ScriptedUpstream.json(200, "{}"))) {
            add("secretive", upstream, 0);
        }
        gateway.close();
        try (Stream<Path> files = java.nio.file.Files.walk(folder)) {
            for (Path file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                String content =
                        new String(
                                java.nio.file.Files.readAllBytes(file),
                                StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain("sk-upstream").doesNotContain(secret);
            }
        }
    }

    @Test
    void aManagementBodyThatIsNoJsonIsRefusedAndNeverHangs() throws Exception {
        String token = java.nio.file.Files.readString(folder.resolve("admin.token"));
        HttpRequest broken =
                HttpRequest.newBuilder(URI.create(address + "/api/admin/v1/keys"))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString("{"))
                        .build();
        assertError(http.send(broken, ofString()), 400, "invalid_request");
    }

    @Test
    void modelsStatusAndHealthAreServed() throws Exception {
        HttpRequest models =
                HttpRequest.newBuilder(URI.create(address + "/v1/models"))
                        .header("Authorization", "Bearer " + secret)
                        .build();
        assertThat(http.send(models, ofString()).body())
                .contains("sandbox/reasoner", "\"object\":\"list\"");
        assertThat(get("/api/status")).contains("\"success\":true", "Syngate");
        assertThat(get("/healthz")).isEqualTo("ok\n");
        assertThat(get("/v1/chat/complete")).contains("not_found", "chat/completions");
    }

    @Test
    void theWindowsChatGoesThroughTheSamePipeline() {
        Answer answer =
                gateway.chat()
                        .ask(
                                new Question(
                                        ChatParameters.of("sandbox/reasoner", Group.STANDARD),
                                        List.of(Question.Turn.user("hi"))));
        answer.await();
        AnswerProgress end = answer.progress();
        assertThat(end.phase()).isEqualTo(AnswerProgress.Phase.DONE);
        assertThat(end.reasoning()).isNotBlank();
        assertThat(end.text()).isNotBlank();
        assertThat(end.receipt().charged()).isEqualTo(newest().charged());
        assertThat(newest().id()).isEqualTo(end.requestId());
    }

    @Test
    void fiftyStreamsAtOnceAreEachChargedOnce() throws Exception {
        var calls =
                Stream.generate(() ->
                                http.sendAsync(
                                        request(secret, chat("sandbox/reasoner", true)),
                                        ofString()))
                        .limit(50)
                        .toList();
        for (var call : calls) {
            assertThat(call.get().body()).endsWith("data: [DONE]\n\n");
        }
        Account local = gateway.accounts().get(Account.LOCAL);
        assertThat(gateway.ledger().statement(local, 1000))
                .hasSize(50)
                .allMatch(e -> e.kind() == LedgerEntry.Kind.CHARGE);
        assertThat(gateway.ledger().openHolds()).isZero();
    }

    private void serve(ScriptedUpstream upstream, String model, String upstreamModel) {
        gateway.models().addRoute(model, add("scripted", upstream, 0), upstreamModel);
    }

    private Provider add(String name, ScriptedUpstream upstream, int priority) {
        Price price =
                Price.of(
                        Rates.ofTokens(Price.micros("2.50"), Price.micros("10"))
                                .with(Unit.CACHED_INPUT, Price.micros("1.25")));
        Provider draft =
                new Provider(
                        "",
                        name,
                        Provider.Protocol.OPENAI_CHAT,
                        upstream.baseUrl(),
                        price,
                        priority,
                        1,
                        true);
        return gateway.providers().add(draft, "sk-upstream");
    }

    private String key(String name, String account) {
        ApiKey.Limits limits = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        return gateway.keys()
                .create(new KeyDraft(name, account, Group.STANDARD, null, null, limits))
                .secret();
    }

    private RequestRecord newest() {
        return gateway.requests().newest(1, r -> true).getFirst();
    }

    private static String chat(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(model, stream);
    }

    private HttpResponse<String> post(@Nullable String key, String body) throws Exception {
        return http.send(request(key, body), ofString());
    }

    private HttpRequest request(@Nullable String key, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return (key == null ? request : request.header("Authorization", "Bearer " + key)).build();
    }

    private String get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), ofString())
                .body();
    }

    private static void assertError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"" + code + "\"", "\"message\":\"");
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
