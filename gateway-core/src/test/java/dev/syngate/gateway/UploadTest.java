package dev.syngate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.gateway.RawConnection.Answer;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
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

/// Forms with files on real sockets: client, gateway, provider.
@Timeout(120)
class UploadTest {
    private static final int MIB = 1024 * 1024;
    private static final byte[] BLOCK = block();
    private static final String TRANSCRIPT = "{\"text\":\"hello\"}";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n";
    private static final String END = "\r\n--b--\r\n";

    @TempDir private Path folder;
    private RunningGateway running;
    private String secret;

    /// Sound that looks like a delimiter again and again.
    private static byte[] block() {
        byte[] block = new byte[64 * 1024];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (i * 31 + i / 251);
        }
        for (int i = 0; i + 8 < block.length; i += 1021) {
            System.arraycopy("\r\n--\r\n-".getBytes(UTF_8), 0, block, i, 7);
        }
        System.arraycopy("\r\n--".getBytes(UTF_8), 0, block, block.length - 4, 4);
        return block;
    }

    @BeforeEach
    void open() {
        running =
                new RunningGateway(
                        folder,
                        settings -> settings.waiting(Duration.ofSeconds(2), Duration.ofSeconds(5)));
        secret = running.key("test", null, null);
    }

    @AfterEach
    void close() {
        running.close();
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
        try (ReadingUpstream upstream = serving("m", slow);
                RawConnection client = running.connect()) {
            long before = heapInUse();
            client.send(request(head.length() + 60L * MIB + END.length())).send(head).send(BLOCK);
            assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i < 60 * 16; i++) {
                client.send(BLOCK);
            }
            assertThat(nearlyAll.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(heapInUse() - before).isLessThan(8L * MIB);
            client.send(END);
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(TRANSCRIPT);
            assertThat(received.join()).isEqualTo(expected);
            assertThat(upstream.requests()).isOne();
            assertThat(newest().receipt()).isNotNull();
        }
    }

    @Test
    void aModelBehindTheFileIsFoundWithoutTheFileInMemory() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String tail = "\r\n" + field("model", "m") + "--b--\r\n";
        String renamed = "\r\n" + field("model", "upstream-model") + "--b--\r\n";
        try (ReadingUpstream upstream = serving("m", digesting(received));
                RawConnection client = running.connect()) {
            long before = heapInUse();
            client.send(request(FILE.length() + 20L * MIB + tail.length())).send(FILE);
            for (int i = 0; i < 20 * 16; i++) {
                client.send(BLOCK);
            }
            assertThat(heapInUse() - before).isLessThan(8L * MIB);
            assertThat(upstream.requests()).isZero();
            assertThat(client.send(tail).answer().status()).isEqualTo(200);
            assertThat(received.join()).isEqualTo(digest(FILE, 20 * 16, renamed));
            assertNothingIsLeftBehind();
        }
    }

    @Test
    void aChunkedFormGoesOnInChunks() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String head = field("model", "m") + FILE;
        try (ReadingUpstream upstream = serving("m", digesting(received));
                RawConnection client = running.connect()) {
            client.send(chunkedRequest());
            chunk(client, head.getBytes(UTF_8));
            for (int i = 0; i < 80; i++) {
                chunk(client, BLOCK);
            }
            chunk(client, END.getBytes(UTF_8));
            assertThat(client.send("0\r\n\r\n").answer().body()).isEqualTo(TRANSCRIPT);
            assertThat(received.join())
                    .isEqualTo(digest(field("model", "upstream-model") + FILE, 80, END));
            assertThat(upstream.requests()).isOne();
            assertThat(running.ask(RunningGateway.get("/healthz")).status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionServesTheNextRequestAfterAnUpload() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String head = field("model", "m") + FILE;
        try (ReadingUpstream upstream = serving("m", digesting(received));
                RawConnection client = running.connect()) {
            client.send(request(head.length() + BLOCK.length + END.length()));
            client.send(head).send(BLOCK).send(END);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.send(RunningGateway.get("/healthz")).answer().status())
                    .isEqualTo(200);
            assertThat(upstream.requests()).isOne();
        }
    }

    @Test
    void aClientThatBreaksOffCancelsTheProviderAndPaysNothing() throws Exception {
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = serving("m", waiting(firstBytes))) {
            try (RawConnection client = running.connect()) {
                client.send(request(10L * MIB)).send(field("model", "m") + FILE).send(BLOCK);
                assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertClientLeft();
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
        try (ReadingUpstream upstream = serving("m", silent)) {
            try (RawConnection client = running.connect()) {
                client.send(request(head.length() + BLOCK.length + END.length()));
                client.send(head).send(BLOCK).send(END);
                assertThat(uploaded.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertClientLeft();
        }
    }

    @Test
    void aClientThatSendsTooSlowlyIsCutOff() throws Exception {
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = serving("m", waiting(firstBytes));
                RawConnection client = running.connect()) {
            client.send(request(10L * MIB)).send(field("model", "m") + FILE).send(BLOCK);
            assertThat(client.answer()).isNull();
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertClientLeft();
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
        try (ReadingUpstream upstream = serving("m", refusing);
                RawConnection client = running.connect()) {
            client.send(request(10L * MIB)).send(field("model", "m") + FILE).send(BLOCK);
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("no such format");
            assertThat(newest().charged()).isEqualTo(Money.ZERO);
            assertThat(upstream.requests()).isOne();
        } finally {
            over.countDown();
        }
    }

    @Test
    void aFormBeyondTheLimitIsRefusedAlsoWhenItIsChunked() throws Exception {
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = serving("m", waiting(firstBytes))) {
            assertThat(running.ask(request(65L * MIB)).status()).isEqualTo(413);
            assertThat(upstream.requests()).isZero();
            try (RawConnection client = running.connect()) {
                client.send(chunkedRequest());
                chunk(client, (field("model", "m") + FILE).getBytes(UTF_8));
                for (int i = 0; i <= 64 * 16; i++) {
                    chunk(client, BLOCK);
                }
                Answer answer = client.send("0\r\n\r\n").answer();
                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.body()).contains("request_too_large");
            }
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(newest().status()).isEqualTo(413);
            assertThat(newest().charged()).isEqualTo(Money.ZERO);
            assertThat(running.gateway().ledger().openHolds()).isZero();
        }
    }

    @Test
    void aFormThatTurnsOutToBeMalformedNeverReachesTheProviderWhole() throws Exception {
        for (String tail :
                List.of(
                        "\r\n" + field("model", "another") + "--b--\r\n",
                        "\r\n--b\r\n\r\nno headers" + END,
                        "\r\n--bx\r\n" + END,
                        "\r\n" + field("prompt", "x".repeat(MIB + 1)) + "--b--\r\n",
                        "\r\n" + field("x", "y").repeat(200) + "--b--\r\n",
                        "\r\n-- no end --\r\n")) {
            CountDownLatch firstBytes = new CountDownLatch(1);
            String head = field("model", "m") + FILE;
            try (ReadingUpstream upstream = serving("m", waiting(firstBytes));
                    RawConnection client = running.connect()) {
                client.send(request(head.length() + 2L * BLOCK.length + tail.length()));
                client.send(head).send(BLOCK).send(BLOCK);
                assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
                Answer answer = client.send(tail).answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                assertThat(answer.body()).contains("\"code\":\"invalid_request\"");
                assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
                running.gateway().models().remove("m");
                running.gateway().providers().list().stream()
                        .filter(provider -> provider.name().equals("scripted"))
                        .forEach(provider -> running.gateway().providers().remove(provider.id()));
            }
        }
    }

    @Test
    void anUnknownKeyIsRefusedBeforeItsFileIsSent() throws Exception {
        try (RawConnection client = running.connect()) {
            String head =
                    request(10L * MIB)
                            .replace(secret, "sk-syn-wrong")
                            .replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.send(head).status()).isEqualTo(401);
        }
    }

    @Test
    void aClientThatAsksIsToldToGoOn() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        String form = field("model", "m") + FILE;
        try (ReadingUpstream upstream = serving("m", digesting(received));
                RawConnection client = running.connect()) {
            long length = form.length() + BLOCK.length + END.length();
            client.send(request(length).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
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
        route("m", add("closed", closed, 10));
        String head = field("model", "m") + FILE;
        try (ReadingUpstream upstream = serving("m", digesting(received));
                RawConnection client = running.connect()) {
            client.send(request(head.length() + BLOCK.length + END.length()));
            assertThat(client.send(head).send(BLOCK).send(END).answer().status()).isEqualTo(200);
            assertThat(received.join())
                    .isEqualTo(digest(field("model", "upstream-model") + FILE, 1, END));
            assertThat(upstream.requests()).isOne();
            assertThat(newest().attempts()).hasSize(2);
        }
    }

    @Test
    void aFormThatHasBeenLetGoIsNotSentToTheNextProvider() throws Exception {
        ReadingUpstream.Script dying = (request, body, out) -> body.readNBytes(200 * 1024);
        CompletableFuture<String> received = new CompletableFuture<>();
        String head = field("model", "m") + FILE;
        try (ReadingUpstream first = new ReadingUpstream(dying);
                ReadingUpstream second = serving("m", digesting(received));
                RawConnection client = running.connect()) {
            route("m", add("dying", first.baseUrl(), 10));
            client.send(request(head.length() + 16L * BLOCK.length + END.length())).send(head);
            for (int i = 0; i < 16; i++) {
                client.send(BLOCK);
            }
            assertThat(client.send(END).answer().status()).isEqualTo(502);
            assertThat(second.requests()).isZero();
            assertThat(newest().attempts()).hasSize(1);
        }
    }

    @Test
    void aChunkedFormThatOutgrowsTheBalanceIsStopped() throws Exception {
        Account poor = running.gateway().accounts().add("Poor", Account.Mode.PREPAID);
        running.gateway().ledger().post(poor, LedgerEntry.Kind.TOP_UP, Money.ofDollars("1"), null);
        ApiKey.Limits none = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        String poorSecret = running.keyOf("poor", "Poor", none);
        CountDownLatch firstBytes = new CountDownLatch(1);
        try (ReadingUpstream upstream = serving("m", waiting(firstBytes));
                RawConnection client = running.connect()) {
            client.send(chunkedRequest().replace(secret, poorSecret));
            chunk(client, (field("model", "m") + FILE).getBytes(UTF_8));
            chunk(client, BLOCK);
            assertThat(firstBytes.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 16 * 16; i++) {
                chunk(client, BLOCK);
            }
            Answer answer = client.send("0\r\n\r\n").answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(402);
            assertThat(upstream.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(running.gateway().ledger().balance(poor).available())
                    .isEqualTo(Money.ofDollars("1"));
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
        try (ReadingUpstream upstream = serving("m", painting);
                RawConnection client = running.connect()) {
            client.send(
                    request(head.length() + 4L * BLOCK.length + tail.length())
                            .replace("audio/transcriptions", "images/edits"));
            client.send(head).send(BLOCK).send(BLOCK).send(BLOCK).send(BLOCK);
            assertThat(client.send(tail).answer().status()).isEqualTo(200);
            assertThat(upstream.requests()).isOne();
            assertThat(newest().receipt().lines())
                    .anyMatch(line -> line.unit() == Unit.IMAGE && line.count() == 2);
        }
    }

    private static ReadingUpstream.Script digesting(CompletableFuture<String> received) {
        return (request, body, out) -> {
            received.complete(digest(body));
            ReadingUpstream.answer(out, 200, TRANSCRIPT);
        };
    }

    private static ReadingUpstream.Script waiting(CountDownLatch firstBytes) {
        return (request, body, out) -> {
            body.read();
            firstBytes.countDown();
            body.readAllBytes();
            ReadingUpstream.answer(out, 200, TRANSCRIPT);
        };
    }

    private static String digest(InputStream body) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[8192];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(String head, int blocks, String tail) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(head.getBytes(UTF_8));
        for (int i = 0; i < blocks; i++) {
            digest.update(BLOCK);
        }
        digest.update(tail.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }

    private String request(long length) {
        return requestHead("Content-Length: " + length);
    }

    private String chunkedRequest() {
        return requestHead("Transfer-Encoding: chunked");
    }

    private String requestHead(String framing) {
        return "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: multipart/form-data; boundary=b\r\n%s\r\n\r\n"
                .formatted(secret, framing);
    }

    private static void chunk(RawConnection client, byte[] bytes) throws IOException {
        client.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
    }

    private ReadingUpstream serving(String model, ReadingUpstream.Script script)
            throws IOException {
        ReadingUpstream upstream = new ReadingUpstream(script);
        route(model, add("scripted", upstream.baseUrl(), 0));
        return upstream;
    }

    private void route(String model, Provider provider) {
        running.gateway().models().addRoute(model, provider, "upstream-model");
    }

    /// A dime a minute, and as much a picture.
    private Provider add(String name, String baseUrl, int priority) {
        Price price =
                Price.of(
                        Rates.ofTokens(0, 0)
                                .with(Unit.SECOND, Price.micros("0.001"))
                                .with(Unit.IMAGE, Price.micros("0.1")));
        Provider draft =
                new Provider(
                        "",
                        name,
                        Provider.Protocol.OPENAI_CHAT,
                        baseUrl,
                        null,
                        price,
                        priority,
                        1,
                        true);
        return running.gateway().providers().add(draft, "sk-upstream");
    }

    private void assertClientLeft() {
        until(() -> newest() != null && running.gateway().snapshot().inFlight() == 0);
        assertThat(newest().status()).isEqualTo(RequestRecord.CLIENT_LEFT);
        assertThat(newest().charged()).isEqualTo(Money.ZERO);
        assertThat(running.gateway().ledger().openHolds()).isZero();
    }

    private void assertNothingIsLeftBehind() throws IOException {
        until(() -> running.gateway().snapshot().inFlight() == 0);
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    private @Nullable RequestRecord newest() {
        return running.gateway().requests().newest(1, r -> true).stream().findFirst().orElse(null);
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
