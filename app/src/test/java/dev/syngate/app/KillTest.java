package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KillTest {
    private static final int STREAMS = 50;
    private static final int COMPLETE_BEFORE_THE_KILL = 30;

    @TempDir private Path folder;

    @RepeatedTest(3)
    void everyReplyThatWasSeenCompleteIsChargedOnceAfterAKill() throws Exception {
        String secret = createKey();
        Process process = serve();
        Set<String> complete = ConcurrentHashMap.newKeySet();
        CountDownLatch enough = new CountDownLatch(COMPLETE_BEFORE_THE_KILL);
        try {
            String address = addressOf(process);
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<CompletableFuture<Void>> clients =
                    Stream.generate(() ->
                                    CompletableFuture.runAsync(
                                            () ->
                                                    callUntilKilled(
                                                            http, address, secret, complete,
                                                            enough),
                                            Thread::startVirtualThread))
                            .limit(STREAMS)
                            .toList();
            enough.await();
            process.destroyForcibly().waitFor();
            clients.forEach(CompletableFuture::join);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertBooksAreRight(complete);
    }

    private static void callUntilKilled(
            HttpClient http,
            String address,
            String secret,
            Set<String> complete,
            CountDownLatch enough) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"sandbox/echo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}"))
                        .build();
        try {
            while (true) {
                HttpResponse<String> response =
                        http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.body().endsWith("data: [DONE]\n\n")) {
                    complete.add(response.headers().firstValue("x-request-id").orElseThrow());
                    enough.countDown();
                }
            }
        } catch (java.io.IOException e) {
            // The process was killed, as this test wants.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertBooksAreRight(Set<String> complete) {
        try (Gateway gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system())) {
            var verified =
                    gateway.admin()
                            .handle("GET", List.of("ledger", "verify"), Map.of(), null)
                            .body();
            assertThat(verified.path("ok").asBoolean()).as(verified.toString()).isTrue();
            assertThat(verified.path("open_holds").asInt()).isZero();
            Account local = gateway.accounts().get(Account.LOCAL);
            Map<String, Long> charges =
                    gateway.ledger().statement(local, Integer.MAX_VALUE).stream()
                            .filter(entry -> entry.kind() == LedgerEntry.Kind.CHARGE)
                            .collect(
                                    Collectors.groupingBy(
                                            LedgerEntry::request, Collectors.counting()));
            assertThat(complete).hasSizeGreaterThanOrEqualTo(COMPLETE_BEFORE_THE_KILL);
            assertThat(complete).allSatisfy(id -> assertThat(charges.get(id)).isEqualTo(1L));
        }
    }

    private String createKey() {
        try (Gateway gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system())) {
            ApiKey.Limits unlimited = new ApiKey.Limits(List.of(), List.of(), null, null, null);
            return gateway.keys()
                    .create(
                            new KeyDraft(
                                    "load", Account.LOCAL, Group.STANDARD, null, null, unlimited))
                    .secret();
        }
    }

    private Process serve() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "@" + Path.of("jvm.args").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.syngate.app.Main",
                        "serve",
                        "--port",
                        "0",
                        "--data-dir",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String addressOf(Process process) throws Exception {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).startsWith("Syngate listening on http://127.0.0.1:");
        return line.substring(line.indexOf("http"));
    }
}
