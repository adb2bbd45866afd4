package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.logs.LogFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ShutdownTest {
    private static final int STREAMS = 20;

    @TempDir private Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch begun = new CountDownLatch(STREAMS);

    @Test
    void streamsThatRunWhenTheProcessIsToldToEndAreCompletedAndCharged() throws Exception {
        String secret = createKey();
        List<String> ids = new ArrayList<>();
        try (ServedProcess process = new ServedProcess(folder)) {
            List<CompletableFuture<String>> streams =
                    Stream.generate(() ->
                                    CompletableFuture.supplyAsync(
                                            () -> stream(process.address(), secret),
                                            Thread::startVirtualThread))
                            .limit(STREAMS)
                            .toList();
            begun.await();
            process.terminate();
            streams.forEach(stream -> ids.add(stream.join()));
        }
        assertThat(charged()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(LogFiles.folder(folder).resolve("syngate.0.log"))
                .content()
                .contains("Syngate ends; ", "Syngate has ended");
        assertThat(LogFiles.folder(folder).resolve("running")).doesNotExist();
    }

    /// Reads a stream to its end; returns the request's id.
    private String stream(String address, String secret) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"sandbox/reasoner\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                        .build();
        HttpResponse<Stream<String>> answer =
                http.sendAsync(request, BodyHandlers.ofLines()).join();
        begun.countDown();
        List<String> lines = answer.body().filter(line -> !line.isEmpty()).toList();
        assertThat(lines.getLast()).isEqualTo("data: [DONE]");
        return answer.headers().firstValue("x-request-id").orElseThrow();
    }

    private String createKey() {
        try (Gateway gateway = open()) {
            ApiKey.Limits unlimited = new ApiKey.Limits(List.of(), List.of(), null, null, null);
            return gateway.keys()
                    .create(
                            new KeyDraft(
                                    "streams",
                                    Account.LOCAL,
                                    Group.STANDARD,
                                    null,
                                    null,
                                    unlimited))
                    .secret();
        }
    }

    /// The requests that were charged.
    private List<String> charged() {
        try (Gateway gateway = open()) {
            Account local = gateway.accounts().get(Account.LOCAL);
            return gateway.ledger().statement(local, Integer.MAX_VALUE).stream()
                    .map(LedgerEntry::request)
                    .toList();
        }
    }

    private Gateway open() {
        return Gateway.open(GatewaySettings.of(folder), InstantSource.system());
    }
}
