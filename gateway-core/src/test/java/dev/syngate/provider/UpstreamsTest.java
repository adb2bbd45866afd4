package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.call.RefusedException;
import dev.syngate.gateway.ScriptedUpstream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "in plain text: {0}")
@ValueSource(booleans = {true, false})
class UpstreamsTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration IMPATIENT = Duration.ofMillis(200);
    private static final String SECRET = "sk-upstream-secret-0001";

    /// Which of the two clients is tested: what one promises the other must keep.
    @Parameter private boolean plain;

    @TempDir private Path folder;
    private UpstreamScene scene;
    private Providers providers;
    private NetworkSettings network;

    @BeforeEach
    void open() {
        scene = new UpstreamScene(folder);
        providers = scene.providers();
        network = scene.network();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theBodyGoesOutAsItIsWithTheCredentialInTheHeaderAlone() throws Exception {
        try (ScriptedUpstream server =
                new ScriptedUpstream(ScriptedUpstream.json(200, "{\"ok\":1}"))) {
            try (Upstream.Reply reply = send(server, PATIENT, new Cancellation())) {
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.contentType()).startsWith("application/json");
                assertThat(text(reply)).isEqualTo("{\"ok\":1}");
            }
            String request = server.requests().getFirst();
            assertThat(request)
                    .startsWith("POST /v1/chat/completions HTTP/1.1")
                    .contains("Authorization: Bearer " + SECRET)
                    .containsIgnoringCase("accept-encoding: identity")
                    .endsWith("{ \"x\": 1 }")
                    .containsOnlyOnce(SECRET);
        }
    }

    @Test
    void cancellingClosesTheConnectionOfASilentProviderAndEndsTheRead() throws Exception {
        CountDownLatch streaming = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ScriptedUpstream.Script silent =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    ScriptedUpstream.send(out, "1");
                    streaming.countDown();
                    over.await();
                };
        try (ScriptedUpstream server = new ScriptedUpstream(silent)) {
            Cancellation cancellation = new Cancellation();
            Thread.ofVirtual().start(() -> cancelAfter(streaming, cancellation));
            assertThatThrownBy(() -> text(send(server, PATIENT, cancellation)))
                    .isInstanceOf(IOException.class);
            assertThat(cancellation.isCancelled()).isTrue();
            assertThat(server.clientLeft().await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            over.countDown();
        }
    }

    private static void cancelAfter(CountDownLatch event, Cancellation cancellation) {
        try {
            event.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        cancellation.cancel();
    }

    @Test
    void aProviderThatNeverAnswersTimesOut() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedUpstream server = new ScriptedUpstream((request, out) -> over.await())) {
            assertThatThrownBy(() -> send(server, IMPATIENT, new Cancellation()))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aProviderThatFallsSilentInItsAnswerTimesOut() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ScriptedUpstream.Script silent =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    ScriptedUpstream.send(out, "1");
                    over.await();
                };
        try (ScriptedUpstream server = new ScriptedUpstream(silent);
                Upstream.Reply reply = send(server, IMPATIENT, new Cancellation())) {
            assertThatThrownBy(() -> text(reply)).isInstanceOf(SocketTimeoutException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aPooledConnectionThatDiedIsReplacedWithoutAnError() throws Exception {
        ScriptedUpstream.Script hangsUp =
                (request, out) ->
                        out.write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                                        .getBytes(StandardCharsets.US_ASCII));
        try (ScriptedUpstream server = new ScriptedUpstream(hangsUp)) {
            Upstream upstreams = upstream(PATIENT);
            Provider provider = provider(server.baseUrl());
            for (int i = 0; i < 20; i++) {
                try (Upstream.Reply reply = upstreams.open(request(provider), new Cancellation())) {
                    assertThat(text(reply)).isEqualTo("{}");
                }
            }
            assertThat(server.requests()).hasSize(20);
        }
    }

    @Test
    void nothingElseIsSentTwice() throws Exception {
        try (ScriptedUpstream dies = new ScriptedUpstream((request, out) -> {})) {
            assertThatThrownBy(() -> send(dies, PATIENT, new Cancellation()))
                    .isInstanceOf(IOException.class);
            assertThat(dies.requests()).hasSize(1);
        } finally {
            providers.remove("Mock");
        }
        for (String answer : List.of("408 X", "503 X\r\nRetry-After: 0", "421 X")) {
            try (ScriptedUpstream server = new ScriptedUpstream(head(answer));
                    Upstream.Reply reply = send(server, PATIENT, new Cancellation())) {
                assertThat(answer).startsWith(String.valueOf(reply.status()));
                assertThat(server.requests()).hasSize(1);
            } finally {
                providers.remove("Mock");
            }
        }
    }

    @Test
    void theFirstByteAndTheRestHaveTimeOutsOfTheirOwn() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ScriptedUpstream.Script silent =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    over.await();
                };
        Timeouts forTheFirst = new Timeouts(PATIENT, PATIENT, IMPATIENT);
        Timeouts forTheRest = new Timeouts(PATIENT, IMPATIENT, PATIENT);
        try (ScriptedUpstream never = new ScriptedUpstream((request, out) -> over.await());
                ScriptedUpstream server = new ScriptedUpstream(silent)) {
            Provider provider = provider(server.baseUrl());
            try (Upstream.Reply reply =
                    upstream(forTheFirst).open(request(provider), new Cancellation())) {
                assertThatThrownBy(() -> text(reply)).isInstanceOf(SocketTimeoutException.class);
            }
            Provider other = providers.add(draft(never.baseUrl(), "Never"), SECRET);
            assertThatThrownBy(() -> upstream(forTheRest).open(request(other), new Cancellation()))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aRedirectIsNotFollowedWithTheCredential() throws Exception {
        try (ScriptedUpstream elsewhere = new ScriptedUpstream(ScriptedUpstream.json(200, "{}"));
                ScriptedUpstream server =
                        new ScriptedUpstream(head("307 X\r\nLocation: " + elsewhere.baseUrl()));
                Upstream.Reply reply = send(server, PATIENT, new Cancellation())) {
            assertThat(reply.status()).isEqualTo(307);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void theTimeToRetryIsRead() throws Exception {
        try (ScriptedUpstream server = new ScriptedUpstream(head("429 X\r\nRetry-After: 7"));
                Upstream.Reply reply = send(server, PATIENT, new Cancellation())) {
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    private static ScriptedUpstream.Script head(String statusAndHeaders) {
        return (request, out) ->
                out.write(
                        ("HTTP/1.1 "
                                        + statusAndHeaders
                                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void secondsMillisecondsAndDatesAreTimesToRetry() {
        RetryAfter retryAfter = new RetryAfter(CLOCK);
        assertThat(retryAfter.read("1500", "9")).isEqualTo(Duration.ofMillis(1500));
        assertThat(retryAfter.read(null, "9")).isEqualTo(Duration.ofSeconds(9));
        assertThat(retryAfter.read(null, "Sat, 21 Nov 2026 00:00:30 GMT"))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(retryAfter.read(null, "Fri, 20 Nov 2026 00:00:30 GMT")).isEqualTo(Duration.ZERO);
        assertThat(retryAfter.read(null, "999999999")).isEqualTo(Duration.ofDays(1));
        assertThat(retryAfter.read("-1", "soon")).isNull();
        assertThat(retryAfter.read(null, null)).isNull();
    }

    @Test
    void aCheckListsTheModelsInEveryShape() throws Exception {
        assertThat(
                        check(
                                        ScriptedUpstream.json(
                                                200, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"))
                                .models())
                .containsExactly("a", "b");
        assertThat(
                        check(ScriptedUpstream.json(200, "{\"models\":[{\"name\":\"models/a\"}]}"))
                                .models())
                .containsExactly("a");
        assertThat(check(ScriptedUpstream.json(200, "[{\"model\":\"a\"},{}]")).models())
                .containsExactly("a");
    }

    @Test
    void aCheckThatFailsSaysCauseAndFixAndNoCredential() throws Exception {
        assertThat(failedCheck(401, "{}")).contains("API key");
        assertThat(failedCheck(404, "{}")).contains("base URL");
        assertThat(failedCheck(200, "<html>")).contains("base URL");
        assertThat(failedCheck(500, "{\"error\":{\"message\":\"broken by " + SECRET + "\"}}"))
                .contains("500", "broken by ***")
                .doesNotContain(SECRET);
    }

    @Test
    void aCheckOfASilentProviderEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedUpstream server = new ScriptedUpstream((request, out) -> over.await())) {
            ProviderCheck check =
                    new ProviderCheck(
                            new Upstreams(providers, network, Timeouts.USUAL, CLOCK),
                            new Reach(
                                    new Network(providers, network, Map.of()),
                                    Timeouts.USUAL,
                                    CLOCK),
                            IMPATIENT);
            assertThat(check.test(provider(server.baseUrl())).detail())
                    .startsWith("no answer within");
        } finally {
            over.countDown();
        }
    }

    @Test
    void aCheckOfAClosedPortSaysThatItIsNotReachable() throws Exception {
        String closed;
        try (ScriptedUpstream server = new ScriptedUpstream(ScriptedUpstream.json(200, "{}"))) {
            closed = server.baseUrl();
        }
        Provider provider = provider(closed);
        Upstream upstreams = upstream(PATIENT);
        assertThat(
                        new ProviderCheck(new Upstreams(providers, network, Timeouts.USUAL, CLOCK))
                                .test(provider)
                                .detail())
                .startsWith("not reachable");
        assertThatThrownBy(() -> upstreams.open(request(provider), new Cancellation()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void theSandboxIsAlwaysWell() {
        ProviderCheck check =
                new ProviderCheck(new Upstreams(providers, network, Timeouts.USUAL, CLOCK));
        assertThat(check.test(SandboxProvider.PROVIDER).models()).isEqualTo(SandboxProvider.MODELS);
    }

    @Test
    void aCredentialIsStrippedAndMustFitIntoAHeader() {
        Provider added = providers.add(draft("http://127.0.0.1:1/v1"), "  " + SECRET + "\n");
        assertThat(providers.secret(added.credentials().getFirst())).isEqualTo(SECRET);
        assertThatThrownBy(() -> providers.add(draft("http://127.0.0.1:1/v1", "Other"), "sk-ü"))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("ü");
    }

    private String failedCheck(int status, String body) throws IOException {
        Checklist result = check(ScriptedUpstream.json(status, body));
        assertThat(result.ok()).isFalse();
        return result.detail();
    }

    private Checklist check(ScriptedUpstream.Script script) throws IOException {
        try (ScriptedUpstream server = new ScriptedUpstream(script)) {
            Provider provider = provider(server.baseUrl());
            try {
                return new ProviderCheck(new Upstreams(providers, network, Timeouts.USUAL, CLOCK))
                        .test(provider);
            } finally {
                providers.remove(provider.id());
            }
        }
    }

    private Upstream.Reply send(
            ScriptedUpstream server, Duration silence, Cancellation cancellation)
            throws IOException {
        return upstream(silence).open(request(provider(server.baseUrl())), cancellation);
    }

    private Upstream upstream(Duration silence) {
        return upstream(timeouts(silence));
    }

    private Upstream upstream(Timeouts timeouts) {
        return plain
                ? new Upstreams(providers, network, timeouts, CLOCK)
                : new ProxiedUpstream(
                        providers, timeouts, new Network(providers, network, Map.of()), CLOCK);
    }

    private static Timeouts timeouts(Duration silence) {
        return new Timeouts(PATIENT, silence, silence);
    }

    private static Upstream.Request request(Provider provider) {
        return new Upstream.Request(
                provider,
                provider.anyCredential(),
                "/chat/completions",
                new Payload.Bytes("{ \"x\": 1 }".getBytes(StandardCharsets.UTF_8)),
                "",
                java.util.Map.of());
    }

    private Provider provider(String baseUrl) {
        return providers.add(draft(baseUrl), SECRET);
    }

    private static Provider draft(String baseUrl) {
        return draft(baseUrl, "Mock");
    }

    private static Provider draft(String baseUrl, String name) {
        return new Provider("", name, Provider.Protocol.OPENAI_CHAT, baseUrl, null, 0, 1, true);
    }

    private static String text(Upstream.Reply reply) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[64];
        for (int n = reply.read(buffer); n >= 0; n = reply.read(buffer)) {
            text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
