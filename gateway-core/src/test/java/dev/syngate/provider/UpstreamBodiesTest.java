package dev.syngate.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.gateway.ReadingUpstream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are sent while they arrive, by both clients.
@Timeout(60)
@ParameterizedClass(name = "in plain text: {0}")
@ValueSource(booleans = {true, false})
class UpstreamBodiesTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final byte[] END = {};

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

    /// A body that comes when a test says so.
    private static final class Arriving implements Payload.Stream {
        private final LinkedBlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
        private final AtomicLong taken = new AtomicLong();
        private final long length;

        Arriving(long length) {
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(byte[] into) throws IOException {
            try {
                byte[] piece = pieces.take();
                if (piece == END) {
                    return -1;
                }
                if (piece.length == 0) {
                    throw refused();
                }
                System.arraycopy(piece, 0, into, 0, piece.length);
                taken.addAndGet(piece.length);
                return piece.length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public boolean isSpent() {
            return taken.get() > 0;
        }

        void come(String text) {
            pieces.add(text.getBytes(UTF_8));
        }

        void end() {
            pieces.add(END);
        }

        void fail() {
            pieces.add(new byte[0]);
        }
    }

    private static RefusedUploadException refused() {
        return new RefusedUploadException(
                Refusal.of(ErrorCode.REQUEST_TOO_LARGE, "it is too large"));
    }

    @Test
    void aBodyGoesOutWhileItComesIn() throws Exception {
        assertThat(sent(new Arriving(11))).contains("Content-Length: 11").doesNotContain("chunked");
        assertThat(sent(new Arriving(-1)))
                .contains("Transfer-Encoding: chunked")
                .doesNotContain("Content-Length");
    }

    /// @return the head that the provider got
    private String sent(Arriving body) throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<String> head = new CompletableFuture<>();
        CompletableFuture<String> received = new CompletableFuture<>();
        ReadingUpstream.Script script =
                (request, in, out) -> {
                    head.complete(request);
                    String begin = new String(in.readNBytes(6), UTF_8);
                    first.countDown();
                    received.complete(begin + new String(in.readAllBytes(), UTF_8));
                    ReadingUpstream.answer(out, 200, "{}");
                };
        try (ReadingUpstream server = new ReadingUpstream(script)) {
            body.come("hello ");
            CompletableFuture<Integer> status = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> complete(status, server, body));
            assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
            body.come("world");
            body.end();
            assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(received.join()).isEqualTo("hello world");
            return head.join();
        }
    }

    private void complete(
            CompletableFuture<Integer> status, ReadingUpstream server, Arriving body) {
        try (Upstream.Reply reply = send(server, body, PATIENT, new Cancellation())) {
            status.complete(reply.status());
        } catch (IOException e) {
            status.completeExceptionally(e);
        }
    }

    @Test
    void aBodyThatMustNotGoOnClosesTheConnectionAndSaysWhy() throws Exception {
        try (ReadingUpstream server = new ReadingUpstream((head, in, out) -> in.readAllBytes())) {
            Arriving body = new Arriving(100);
            body.come("hello ");
            body.fail();
            assertThatThrownBy(() -> send(server, body, PATIENT, new Cancellation()))
                    .isInstanceOf(RefusedUploadException.class);
            assertThat(server.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).isOne();
        }
    }

    @Test
    void cancellingClosesTheConnectionWhileTheBodyIsAwaited() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        ReadingUpstream.Script script =
                (head, in, out) -> {
                    in.read();
                    first.countDown();
                    in.readAllBytes();
                };
        try (ReadingUpstream server = new ReadingUpstream(script)) {
            Arriving body = new Arriving(100);
            body.come("hello ");
            Cancellation cancellation = new Cancellation();
            cancellation.onCancel(body::fail);
            Thread.ofVirtual().start(() -> cancelAfter(first, cancellation));
            assertThatThrownBy(() -> send(server, body, PATIENT, cancellation))
                    .isInstanceOf(IOException.class);
            assertThat(server.cutOff().await(20, TimeUnit.SECONDS)).isTrue();
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
    void anErrorThatComesBeforeTheBodysEndIsHeard() throws Exception {
        ReadingUpstream.Script refusing =
                (head, in, out) -> {
                    in.read();
                    ReadingUpstream.answer(out, 413, "{\"error\":{\"message\":\"too long\"}}");
                };
        try (ReadingUpstream server = new ReadingUpstream(refusing)) {
            Arriving body = new Arriving(1L << 40);
            CountDownLatch heard = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> comeUntil(heard, body));
            try (Upstream.Reply reply = send(server, body, PATIENT, new Cancellation())) {
                assertThat(reply.status()).isEqualTo(413);
                byte[] text = new byte[100];
                int count = reply.read(text);
                assertThat(new String(text, 0, count, UTF_8)).contains("too long");
            } finally {
                heard.countDown();
            }
        }
    }

    private static void comeUntil(CountDownLatch heard, Arriving body) {
        while (heard.getCount() > 0) {
            if (body.pieces.size() < 8) {
                body.come("x".repeat(8_000));
            }
            Thread.onSpinWait();
        }
        body.fail();
    }

    @Test
    void theProvidersSilenceCountsFromTheBodysEnd() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ReadingUpstream.Script silent =
                (head, in, out) -> {
                    in.readAllBytes();
                    over.await();
                };
        try (ReadingUpstream server = new ReadingUpstream(silent)) {
            Arriving body = new Arriving(6);
            body.come("hello ");
            body.end();
            assertThatThrownBy(() -> send(server, body, Duration.ofMillis(200), new Cancellation()))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aProviderThatTakesNothingTimesOut() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ReadingUpstream server = new ReadingUpstream((head, in, out) -> over.await())) {
            Arriving body = new Arriving(1L << 40);
            CountDownLatch heard = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> comeUntil(heard, body));
            assertThatThrownBy(() -> send(server, body, Duration.ofMillis(300), new Cancellation()))
                    .isInstanceOf(SocketTimeoutException.class);
            heard.countDown();
        } finally {
            over.countDown();
        }
    }

    private Upstream.Reply send(
            ReadingUpstream server, Payload body, Duration silence, Cancellation cancellation)
            throws IOException {
        InstantSource clock = InstantSource.system();
        Timeouts timeouts = new Timeouts(PATIENT, silence, silence);
        Upstream upstream =
                plain
                        ? new Upstreams(providers, network, timeouts, clock)
                        : new ProxiedUpstream(
                                providers,
                                timeouts,
                                new Network(providers, network, Map.of()),
                                clock);
        Provider provider =
                providers.add(
                        draft("Mock " + providers.list().size(), server.baseUrl()), "sk-upstream");
        return upstream.open(
                new Upstream.Request(
                        provider,
                        provider.anyCredential(),
                        "/audio/transcriptions",
                        body,
                        "multipart/form-data; boundary=b",
                        Map.of()),
                cancellation);
    }

    private static Provider draft(String name, String baseUrl) {
        return new Provider("", name, Provider.Protocol.OPENAI_CHAT, baseUrl, null, 0, 1, true);
    }
}
