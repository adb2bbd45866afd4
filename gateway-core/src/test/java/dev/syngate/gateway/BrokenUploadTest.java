package dev.syngate.gateway;

import static dev.syngate.gateway.UploadScene.BLOCK;
import static dev.syngate.gateway.UploadScene.END;
import static dev.syngate.gateway.UploadScene.FILE;
import static dev.syngate.gateway.UploadScene.MIB;
import static dev.syngate.gateway.UploadScene.chunk;
import static dev.syngate.gateway.UploadScene.digesting;
import static dev.syngate.gateway.UploadScene.field;
import static dev.syngate.gateway.UploadScene.waiting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.gateway.RawConnection.Answer;
import dev.syngate.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Forms with files that do not arrive, or must not: whose fault it was is said, and nobody pays.
@Timeout(120)
class BrokenUploadTest {
    @TempDir private Path folder;
    private UploadScene scene;

    @BeforeEach
    void open() {
        scene = new UploadScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aClientThatBreaksOffCancelsTheProviderAndPaysNothing() throws Exception {
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = scene.serving("m", waiting(firstBytes))) {
            try (RawConnection client = scene.running().connect()) {
                client.send(scene.request(10L * MIB)).send(field("model", "m") + FILE).send(BLOCK);
                assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            scene.assertClientLeft();
        }
    }

    @Test
    void aClientThatLeavesAfterItsUploadCancelsTheProvider() throws Exception {
        CountDownLatch uploaded = new CountDownLatch(1);
        ReadingUpstream.Script silent =
                (request, body, out) -> {
                    body.readAllBytes();
                    uploaded.countDown();
                    while (true) {
                        out.write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(UTF_8));
                    }
                };
        String head = field("model", "m") + FILE;
        try (ReadingUpstream upstream = scene.serving("m", silent)) {
            try (RawConnection client = scene.running().connect()) {
                client.send(scene.request(head.length() + BLOCK.length + END.length()));
                client.send(head).send(BLOCK).send(END);
                assertThat(uploaded.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            scene.assertClientLeft();
        }
    }

    @Test
    void aClientThatSendsTooSlowlyIsCutOff() throws Exception {
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = scene.serving("m", waiting(firstBytes));
                RawConnection client = scene.running().connect()) {
            client.send(scene.request(10L * MIB)).send(field("model", "m") + FILE).send(BLOCK);
            assertThat(client.answer()).isNull();
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            scene.assertClientLeft();
        }
    }

    @Test
    void aProvidersErrorIsRelayedBeforeTheUploadHasEnded() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ReadingUpstream.Script refusing =
                (request, body, out) -> {
                    ReadingUpstream.answer(
                            out, 400, "{\"error\":{\"message\":\"no such format\"}}");
                    over.await();
                };
        try (ReadingUpstream upstream = scene.serving("m", refusing);
                RawConnection client = scene.running().connect()) {
            client.send(scene.request(10L * MIB)).send(field("model", "m") + FILE).send(BLOCK);
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("no such format");
            assertThat(scene.newest().charged()).isEqualTo(Money.ZERO);
            assertThat(upstream.requests()).isOne();
        } finally {
            over.countDown();
        }
    }

    @Test
    void aFormBeyondTheLimitIsRefusedAlsoWhenItIsChunked() throws Exception {
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = scene.serving("m", waiting(firstBytes))) {
            assertThat(scene.running().ask(scene.request(65L * MIB)).status()).isEqualTo(413);
            assertThat(upstream.requests()).isZero();
            try (RawConnection client = scene.running().connect()) {
                client.send(scene.chunkedRequest());
                chunk(client, (field("model", "m") + FILE).getBytes(UTF_8));
                for (int i = 0; i <= 64 * 16; i++) {
                    chunk(client, BLOCK);
                }
                Answer answer = client.send("0\r\n\r\n").answer();
                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.body()).contains("request_too_large");
            }
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(scene.newest().status()).isEqualTo(413);
            assertThat(scene.newest().charged()).isEqualTo(Money.ZERO);
            assertThat(scene.running().gateway().ledger().openHolds()).isZero();
        }
    }

    @Test
    void aFormThatTurnsOutToBeMalformedNeverReachesTheProviderWhole() throws Exception {
        for (String tail :
                List.of(
                        "\r\n" + field("model", "another") + "--b--\r\n",
                        "\r\n--b\r\n\r\nno headers" + END,
                        "\r\n" + field("prompt", "x".repeat(MIB + 1)) + "--b--\r\n",
                        "\r\n" + field("x", "y").repeat(200) + "--b--\r\n",
                        "\r\n-- no end --\r\n")) {
            CountDownLatch firstBytes = new CountDownLatch(1);
            String head = field("model", "m") + FILE;
            try (ReadingUpstream upstream = scene.serving("m", waiting(firstBytes));
                    RawConnection client = scene.running().connect()) {
                client.send(scene.request(head.length() + 2L * BLOCK.length + tail.length()));
                client.send(head).send(BLOCK).send(BLOCK);
                assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
                Answer answer = client.send(tail).answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                assertThat(answer.body()).contains("\"code\":\"invalid_request\"");
                assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
                scene.running().gateway().models().remove("m");
                scene.running().gateway().providers().list().stream()
                        .filter(provider -> provider.name().equals("scripted"))
                        .forEach(provider ->
                                scene.running().gateway().providers().remove(provider.id()));
            }
        }
    }

    @Test
    void aFormThatHasBeenLetGoIsNotSentToTheNextProvider() throws Exception {
        ReadingUpstream.Script dying = (request, body, out) -> body.readNBytes(200 * 1024);
        CompletableFuture<String> received = new CompletableFuture<>();
        String head = field("model", "m") + FILE;
        try (ReadingUpstream first = new ReadingUpstream(dying);
                ReadingUpstream second = scene.serving("m", digesting(received));
                RawConnection client = scene.running().connect()) {
            scene.route("m", scene.add("dying", first.baseUrl(), 10));
            client.send(scene.request(head.length() + 16L * BLOCK.length + END.length()))
                    .send(head);
            for (int i = 0; i < 16; i++) {
                client.send(BLOCK);
            }
            assertThat(client.send(END).answer().status()).isEqualTo(502);
            assertThat(second.requests()).isZero();
            assertThat(scene.newest().attempts()).hasSize(1);
        }
    }

    @Test
    void aChunkedFormThatOutgrowsTheBalanceIsStopped() throws Exception {
        Account poor = scene.running().gateway().accounts().add("Poor", Account.Mode.PREPAID);
        scene.running()
                .gateway()
                .ledger()
                .post(poor, LedgerEntry.Kind.TOP_UP, Money.ofDollars("1"), null);
        ApiKey.Limits none = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        String poorSecret = scene.running().keyOf("poor", "Poor", none);
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = scene.serving("m", waiting(firstBytes));
                RawConnection client = scene.running().connect()) {
            client.send(scene.chunkedRequest().replace(scene.secret(), poorSecret));
            chunk(client, (field("model", "m") + FILE).getBytes(UTF_8));
            chunk(client, BLOCK);
            assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 16 * 16; i++) {
                chunk(client, BLOCK);
            }
            Answer answer = client.send("0\r\n\r\n").answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(402);
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(scene.running().gateway().ledger().balance(poor).available())
                    .isEqualTo(Money.ofDollars("1"));
        }
    }
}
