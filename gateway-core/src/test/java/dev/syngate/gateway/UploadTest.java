package dev.syngate.gateway;

import static dev.syngate.gateway.UploadScene.BLOCK;
import static dev.syngate.gateway.UploadScene.END;
import static dev.syngate.gateway.UploadScene.FILE;
import static dev.syngate.gateway.UploadScene.MIB;
import static dev.syngate.gateway.UploadScene.TRANSCRIPT;
import static dev.syngate.gateway.UploadScene.chunk;
import static dev.syngate.gateway.UploadScene.digest;
import static dev.syngate.gateway.UploadScene.digesting;
import static dev.syngate.gateway.UploadScene.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Unit;
import dev.syngate.gateway.RawConnection.Answer;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Forms with files that arrive well: client, gateway and provider on real sockets.
@Timeout(120)
class UploadTest {
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
    void whatAKilledProcessLeftOfAFormIsRemovedAtTheNextStart() throws Exception {
        Path data = folder.resolve("killed");
        Path left = Files.createDirectories(data.resolve("tmp")).resolve(".draft123.tmp");
        Files.writeString(left, "a voice");
        Gateway.open(GatewaySettings.of(data), InstantSource.system()).close();
        assertThat(left).doesNotExist();
    }

    @Test
    void aLargeFileIsRelayedByteForByteWhileItArrivesAndNeverHeldInMemory() throws Exception {
        CountDownLatch firstBytes = new CountDownLatch(1);
        CountDownLatch nearlyAll = new CountDownLatch(1);
        CompletableFuture<String> received = new CompletableFuture<>();
        String head = field("model", "m") + FILE;
        String expected = digest(field("model", "upstream-model") + FILE, 60 * 16, END);
        ReadingUpstream.Script slow =
                (request, body, out) -> {
                    MessageDigest digest = MessageDigest.getInstance("SHA-256");
                    long length = 0;
                    byte[] buffer = new byte[8192];
                    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                        digest.update(buffer, 0, n);
                        length += n;
                        firstBytes.countDown();
                        if (length > 60L * MIB - 1000) {
                            nearlyAll.countDown();
                        }
                    }
                    received.complete(HexFormat.of().formatHex(digest.digest()));
                    ReadingUpstream.answer(out, 200, TRANSCRIPT);
                };
        try (ReadingUpstream upstream = scene.serving("m", slow);
                RawConnection client = scene.running().connect()) {
            long before = heapInUse();
            client.send(scene.request(head.length() + 60L * MIB + END.length()))
                    .send(head)
                    .send(BLOCK);
            assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i < 60 * 16; i++) {
                client.send(BLOCK);
            }
            assertThat(nearlyAll.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(heapInUse() - before).isLessThan(24L * MIB);
            client.send(END);
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(TRANSCRIPT);
            assertThat(received.join()).isEqualTo(expected);
            assertThat(upstream.requests()).isOne();
            assertThat(scene.newest().receipt()).isNotNull();
        }
    }

    @Test
    void aModelBehindTheFileIsFoundWithoutTheFileInMemory() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String tail = "\r\n" + field("model", "m") + "--b--\r\n";
        String renamed = "\r\n" + field("model", "upstream-model") + "--b--\r\n";
        try (ReadingUpstream upstream = scene.serving("m", digesting(received));
                RawConnection client = scene.running().connect()) {
            long before = heapInUse();
            client.send(scene.request(FILE.length() + 60L * MIB + tail.length())).send(FILE);
            for (int i = 0; i < 60 * 16; i++) {
                client.send(BLOCK);
            }
            assertThat(heapInUse() - before).isLessThan(24L * MIB);
            assertThat(upstream.requests()).isZero();
            assertThat(client.send(tail).answer().status()).isEqualTo(200);
            assertThat(received.join()).isEqualTo(digest(FILE, 60 * 16, renamed));
            scene.assertNothingIsLeftBehind();
        }
    }

    @Test
    void aChunkedFormGoesOnInChunks() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String head = field("model", "m") + FILE;
        try (ReadingUpstream upstream = scene.serving("m", digesting(received));
                RawConnection client = scene.running().connect()) {
            client.send(scene.chunkedRequest());
            chunk(client, head.getBytes(UTF_8));
            for (int i = 0; i < 80; i++) {
                chunk(client, BLOCK);
            }
            chunk(client, END.getBytes(UTF_8));
            assertThat(client.send("0\r\n\r\n").answer().body()).isEqualTo(TRANSCRIPT);
            assertThat(received.join())
                    .isEqualTo(digest(field("model", "upstream-model") + FILE, 80, END));
            assertThat(upstream.requests()).isOne();
            assertThat(scene.running().ask(RunningGateway.get("/healthz")).status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionServesTheNextRequestAfterAnUpload() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String head = field("model", "m") + FILE;
        try (ReadingUpstream upstream = scene.serving("m", digesting(received));
                RawConnection client = scene.running().connect()) {
            client.send(scene.request(head.length() + BLOCK.length + END.length()));
            client.send(head).send(BLOCK).send(END);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.send(RunningGateway.get("/healthz")).answer().status())
                    .isEqualTo(200);
            assertThat(upstream.requests()).isOne();
        }
    }

    @Test
    void anUnknownKeyIsRefusedBeforeItsFileIsSent() throws Exception {
        try (RawConnection client = scene.running().connect()) {
            String head =
                    scene.request(10L * MIB)
                            .replace(scene.secret(), "sk-syn-wrong")
                            .replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.send(head).status()).isEqualTo(401);
        }
    }

    @Test
    void aClientThatAsksIsToldToGoOn() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String form = field("model", "m") + FILE;
        try (ReadingUpstream upstream = scene.serving("m", digesting(received));
                RawConnection client = scene.running().connect()) {
            long length = form.length() + BLOCK.length + END.length();
            client.send(
                    scene.request(length).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
            assertThat(client.status()).isEqualTo(100);
            assertThat(client.send(form).send(BLOCK).send(END).answer().status()).isEqualTo(200);
            assertThat(upstream.requests()).isOne();
        }
    }

    @Test
    void theNextProviderGetsTheFormWhenTheFirstCanNotBeReached() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String closed;
        try (ServerSocket once = new ServerSocket(0)) {
            closed = "http://127.0.0.1:" + once.getLocalPort() + "/v1";
        }
        scene.route("m", scene.add("closed", closed, 10));
        String head = field("model", "m") + FILE;
        try (ReadingUpstream upstream = scene.serving("m", digesting(received));
                RawConnection client = scene.running().connect()) {
            client.send(scene.request(head.length() + BLOCK.length + END.length()));
            assertThat(client.send(head).send(BLOCK).send(END).answer().status()).isEqualTo(200);
            assertThat(received.join())
                    .isEqualTo(digest(field("model", "upstream-model") + FILE, 1, END));
            assertThat(upstream.requests()).isOne();
            assertThat(scene.newest().attempts()).hasSize(2);
        }
    }

    @Test
    void picturesThatComeBehindTheFirstFileAreCountedToo() throws Exception {
        ReadingUpstream.Script painting =
                (request, body, out) -> {
                    body.readAllBytes();
                    ReadingUpstream.answer(
                            out, 200, "{\"data\":[{\"url\":\"a\"},{\"url\":\"b\"}]}");
                };
        String head = field("model", "m") + FILE.replace("file\"", "image\"");
        String tail = "\r\n" + field("n", "2") + field("size", "large") + "--b--\r\n";
        try (ReadingUpstream upstream = scene.serving("m", painting);
                RawConnection client = scene.running().connect()) {
            client.send(
                    scene.request(head.length() + 4L * BLOCK.length + tail.length())
                            .replace("audio/transcriptions", "images/edits"));
            client.send(head).send(BLOCK).send(BLOCK).send(BLOCK).send(BLOCK);
            assertThat(client.send(tail).answer().status()).isEqualTo(200);
            assertThat(upstream.requests()).isOne();
            assertThat(scene.newest().receipt().lines())
                    .anyMatch(line -> line.unit() == Unit.IMAGE && line.count() == 2);
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
