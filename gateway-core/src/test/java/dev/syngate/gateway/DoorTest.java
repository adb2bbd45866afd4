package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.RunningGateway.get;
import static dev.syngate.gateway.RunningGateway.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.IpRange;
import dev.syngate.billing.Account;
import dev.syngate.gateway.RawConnection.Answer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DoorTest {
    private static final String PAGE = "https://app.example";
    private static final String ECHO = question("sandbox/echo", false);
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/models",
                "GET /healthz",
                "GET /api/status",
                "GET /nowhere",
                "OPTIONS /v1/chat/completions",
                "OPTIONS /nowhere",
                "POST /api/admin/v1/keys"
            })
    void otherHostsAndWebPagesAreRefusedOnEveryPath(String request) throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            Answer rebound = running.ask(request + " HTTP/1.1\r\nHost: evil.example:7960\r\n\r\n");
            assertThat(rebound.status()).isEqualTo(403);
            assertThat(rebound.body()).contains("host_not_allowed");
            Answer page =
                    running.ask(
                            request
                                    + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");
            assertThat(page.status()).isEqualTo(403);
            assertThat(page.body()).contains("origin_not_allowed");
            assertThat(page.headers())
                    .containsEntry("vary", "Origin")
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void everyAnswerIsClosedToSniffingCachingAndReferring() throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            String secret = running.key("test", null, null);
            for (String request :
                    List.of(
                            get("/healthz"),
                            get("/nowhere"),
                            get("/healthz", "Host: evil.example"),
                            chat(secret, ECHO),
                            chat("sk-syn-wrong", ECHO))) {
                assertThat(running.ask(request).headers())
                        .containsEntry("x-content-type-options", "nosniff")
                        .containsEntry("cache-control", "no-store")
                        .containsEntry("referrer-policy", "no-referrer")
                        .doesNotContainKeys("server", "x-powered-by");
            }
            assertThat(running.ask(chat(secret, question("sandbox/echo", true))).headers())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("cache-control", "no-cache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/", "/api/v1"})
    void whoeverOpensTheBaseUrlIsToldThatItRuns(String path) throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            Answer page = running.ask(get(path));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.headers()).containsEntry("content-type", "text/plain");
            assertThat(page.body()).contains("Syngate is running");
            Answer call =
                    running.ask(
                            "POST "
                                    + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            assertThat(call.status()).isEqualTo(405);
            assertThat(call.body()).contains("/v1/chat/completions");
        }
    }

    @Test
    void aNameThatIsNearlyRightIsAnsweredWithTheRightOne() throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            String secret = running.key("test", null, null);
            Answer answer = running.ask(chat(secret, question("sandbox/Ecko", false)));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).contains("Did you mean \\\"sandbox/echo\\\"?");
        }
    }

    @Test
    void aListedPageMayCall() throws Exception {
        try (RunningGateway running = allowing(List.of(), List.of(PAGE), List.of())) {
            Answer preflight =
                    running.ask(
                            "OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                                    + PAGE
                                    + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,x-stainless-os\r\nAccess-Control-Request-Private-Network: true\r\n\r\n");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.headers())
                    .containsEntry("access-control-allow-origin", PAGE)
                    .containsEntry("access-control-allow-headers", "authorization,x-stainless-os")
                    .containsEntry("access-control-allow-private-network", "true")
                    .containsEntry("vary", "Origin");
            assertThat(preflight.header("access-control-allow-methods")).contains("POST");
            Answer answer =
                    running.ask(chat(running.key("page", 60, null), ECHO, "Origin: " + PAGE));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("access-control-allow-origin", PAGE)
                    .doesNotContainKey("access-control-allow-credentials");
            assertThat(answer.header("access-control-expose-headers"))
                    .contains("x-request-id", "x-ratelimit-remaining-requests", "Retry-After");
            Answer refused = running.ask(chat("sk-syn-wrong", ECHO, "Origin: " + PAGE));
            assertThat(refused.headers()).containsEntry("access-control-allow-origin", PAGE);
            assertThat(running.ask(get("/healthz")).headers())
                    .containsEntry("vary", "Origin")
                    .doesNotContainKey("access-control-allow-origin");
            assertThat(running.ask(get("/healthz", "Origin: null")).status()).isEqualTo(403);
        }
    }

    @Test
    void aListedHostIsServedWithAnyPort() throws Exception {
        try (RunningGateway running = allowing(List.of("Box.lan"), List.of(), List.of())) {
            for (String host :
                    List.of("box.lan", "BOX.LAN:7960", "localhost", "127.0.0.1:1", "[::1]:80")) {
                assertThat(running.ask(get("/healthz", "Host: " + host)).status())
                        .as(host)
                        .isEqualTo(200);
            }
            for (String host : List.of("lan", "x.box.lan", "localhost.evil.example", "10.1.2.3")) {
                assertThat(running.ask(get("/healthz", "Host: " + host)).status())
                        .as(host)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void anAbsoluteTargetIsJudgedLikeItsHost() throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            assertThat(running.ask(get("http://localhost/healthz")).status()).isEqualTo(200);
            assertThat(running.ask(get("http://evil.example/healthz")).status())
                    .isBetween(400, 403);
            assertThat(running.ask(get("http://user@evil.example/healthz")).status())
                    .isBetween(400, 403);
        }
    }

    @Test
    void theMachinesOwnAddressesAreServedWhenSharedAndNotOtherwise() throws Exception {
        Optional<InetAddress> own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> address instanceof Inet4Address)
                        .filter(address -> !address.isLoopbackAddress())
                        .findFirst();
        Assumptions.assumeTrue(own.isPresent());
        String host = "Host: " + own.get().getHostAddress() + ":7960";
        try (RunningGateway alone = new RunningGateway(folder.resolve("alone"))) {
            assertThat(alone.ask(get("/healthz", host)).status()).isEqualTo(403);
        }
        try (RunningGateway shared =
                new RunningGateway(
                        folder.resolve("shared"), settings -> settings.on("0.0.0.0", 0))) {
            assertThat(shared.ask(get("/healthz", host)).status()).isEqualTo(200);
            assertThat(shared.ask(get("/healthz", "Host: 203.0.113.9")).status()).isEqualTo(403);
            assertThat(shared.ask(get("/healthz", "Host: evil.example")).status()).isEqualTo(403);
        }
    }

    @Test
    void theSamePortOfTheIpv6LoopbackIsServedToo() throws Exception {
        assumeIpv6();
        try (RunningGateway running = new RunningGateway(folder);
                RawConnection connection = new RawConnection("::1", running.port())) {
            String request = get("/healthz", "Host: [::1]:" + running.port());
            assertThat(connection.send(request).answer().body()).isEqualTo("ok\n");
        }
    }

    @Test
    void aTakenPortOfTheIpv6LoopbackIsNoMatter() throws Exception {
        assumeIpv6();
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("::1", 0));
            try (RunningGateway running =
                    new RunningGateway(
                            folder, settings -> settings.on("127.0.0.1", taken.getLocalPort()))) {
                assertThat(running.ask(get("/healthz")).status()).isEqualTo(200);
            }
        }
    }

    private static void assumeIpv6() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress("::1", 0));
        } catch (IOException e) {
            Assumptions.abort("no IPv6 here");
        }
    }

    @Test
    void forwardedAddressesCountOnlyFromATrustedProxy() throws Exception {
        ApiKey.Limits office =
                new ApiKey.Limits(List.of(), List.of("10.1.0.0/16"), null, null, null);
        String forwarded = "X-Forwarded-For: 6.6.6.6, 10.1.2.3";
        try (RunningGateway running = new RunningGateway(folder.resolve("none"))) {
            String secret = running.keyOf("office", Account.LOCAL, office);
            assertThat(running.ask(chat(secret, ECHO, forwarded)).status()).isEqualTo(403);
        }
        try (RunningGateway running =
                allowing(List.of(), List.of(), List.of(IpRange.parse("127.0.0.0/8")))) {
            String secret = running.keyOf("office", Account.LOCAL, office);
            assertThat(running.ask(chat(secret, ECHO, forwarded)).status()).isEqualTo(200);
            assertThat(running.ask(chat(secret, ECHO)).status()).isEqualTo(403);
            for (int i = 0; i < 10; i++) {
                running.ask(chat("sk-syn-wrong", ECHO, forwarded));
            }
            Answer slowed = running.ask(chat("sk-syn-wrong", ECHO, forwarded));
            assertThat(slowed.status()).isEqualTo(429);
            assertThat(Long.parseLong(slowed.header("retry-after"))).isBetween(1L, 60L);
            assertThat(running.ask(chat(secret, ECHO, forwarded)).status()).isEqualTo(200);
            assertThat(running.ask(chat("sk-syn-wrong", ECHO)).status()).isEqualTo(401);
        }
    }

    private RunningGateway allowing(
            List<String> hosts, List<String> origins, List<IpRange> proxies) {
        return new RunningGateway(
                folder.resolve("allowing"), settings -> settings.allowing(hosts, origins, proxies));
    }
}
