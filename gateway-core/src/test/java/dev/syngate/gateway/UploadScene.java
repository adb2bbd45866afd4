package dev.syngate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A gateway with a provider behind it and a key before it, and the pieces of forms.
final class UploadScene implements AutoCloseable {
    static final int MIB = 1024 * 1024;
    static final byte[] BLOCK = block();
    static final String TRANSCRIPT = "{\"text\":\"hello\"}";
    static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n";
    static final String END = "\r\n--b--\r\n";

    private final Path folder;
    private final RunningGateway running;
    private final String secret;

    UploadScene(Path folder) {
        this.folder = folder;
        running =
                new RunningGateway(
                        folder,
                        settings -> settings.waiting(Duration.ofSeconds(2), Duration.ofSeconds(5)));
        secret = running.key("test", null, null);
    }

    RunningGateway running() {
        return running;
    }

    String secret() {
        return secret;
    }

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

    static ReadingUpstream.Script digesting(CompletableFuture<String> received) {
        return (request, body, out) -> {
            received.complete(digest(body));
            ReadingUpstream.answer(out, 200, TRANSCRIPT);
        };
    }

    static ReadingUpstream.Script waiting(CountDownLatch firstBytes) {
        return (request, body, out) -> {
            body.read();
            firstBytes.countDown();
            body.readAllBytes();
            ReadingUpstream.answer(out, 200, TRANSCRIPT);
        };
    }

    static String digest(InputStream body) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[8192];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String digest(String head, int blocks, String tail) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(head.getBytes(UTF_8));
        for (int i = 0; i < blocks; i++) {
            digest.update(BLOCK);
        }
        digest.update(tail.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }

    String request(long length) {
        return requestHead("Content-Length: " + length);
    }

    String chunkedRequest() {
        return requestHead("Transfer-Encoding: chunked");
    }

    String requestHead(String framing) {
        return "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: multipart/form-data; boundary=b\r\n%s\r\n\r\n"
                .formatted(secret, framing);
    }

    static void chunk(RawConnection client, byte[] bytes) throws IOException {
        client.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
    }

    ReadingUpstream serving(String model, ReadingUpstream.Script script) throws IOException {
        ReadingUpstream upstream = new ReadingUpstream(script);
        route(model, add("scripted", upstream.baseUrl(), 0));
        return upstream;
    }

    void route(String model, Provider provider) {
        running.gateway().models().addRoute(model, provider, "upstream-model");
    }

    /// A dime a minute, and as much a picture.
    Provider add(String name, String baseUrl, int priority) {
        Price price =
                Price.of(
                        Rates.ofTokens(0, 0)
                                .with(Unit.SECOND, Price.micros("0.001"))
                                .with(Unit.IMAGE, Price.micros("0.1")));
        Provider draft =
                new Provider(
                        "", name, Provider.Protocol.OPENAI_CHAT, baseUrl, price, priority, 1, true);
        return running.gateway().providers().add(draft, "sk-upstream");
    }

    void assertClientLeft() {
        until(() -> newest() != null && running.gateway().snapshot().inFlight() == 0);
        assertThat(newest().status()).isEqualTo(RequestRecord.CLIENT_LEFT);
        assertThat(newest().charged()).isEqualTo(Money.ZERO);
        assertThat(running.gateway().ledger().openHolds()).isZero();
    }

    void assertNothingIsLeftBehind() throws IOException {
        until(() -> running.gateway().snapshot().inFlight() == 0);
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    @Nullable RequestRecord newest() {
        return running.gateway().requests().newest(1, r -> true).stream().findFirst().orElse(null);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
