package dev.syngate.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class Http1ClientTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Silence PATIENTLY = new Silence(PATIENT, PATIENT, PATIENT);
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5;x=1\r\nHello\r\nA\r\n, chunked \r\n5\r\nworld\r\n0\r\nTrailer: t\r\n\r\n";

    /// What the server does with one connection.
    private interface Script {
        void serve(InputStream in, OutputStream out) throws Exception;
    }

    private final Http1Client http = new Http1Client(InstantSource.system());
    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private volatile Script script;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(socket.getInputStream(), socket.getOutputStream());
        } catch (Exception e) {
            // The client went away, as some tests want it to.
        }
    }

    /// Reads one request; false when the client has closed the connection.
    private boolean hear(InputStream in) throws IOException {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            heard.append((char) next);
        }
        String length = "Content-Length: ";
        int at = heard.indexOf(length);
        int rest =
                at < 0
                        ? 0
                        : Integer.parseInt(
                                heard.substring(at + length.length(), heard.indexOf("\r\n", at)));
        heard.append(new String(in.readNBytes(rest), StandardCharsets.UTF_8));
        requests.add(heard.toString());
        return true;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void answerEach(String response) {
        script =
                (in, out) -> {
                    while (hear(in)) {
                        say(out, response);
                    }
                };
    }

    private Http1Response send(String body) throws IOException {
        return send(http, body, cancel -> {});
    }

    private Http1Response send(
            Http1Client client, String body, java.util.function.Consumer<Runnable> onCancel)
            throws IOException {
        return send(client, body, onCancel, PATIENTLY);
    }

    private Http1Response sendImpatiently(String body) throws IOException {
        Silence brief = new Silence(PATIENT, Duration.ofMillis(200), Duration.ofMillis(200));
        return send(http, body, cancel -> {}, brief);
    }

    private Http1Response send(
            Http1Client client,
            String body,
            java.util.function.Consumer<Runnable> onCancel,
            Silence silence)
            throws IOException {
        Http1Request request =
                new Http1Request(
                        body == null ? "GET" : "POST",
                        new Server("127.0.0.1", server.getLocalPort(), null),
                        silence,
                        "/v1/x",
                        List.of("Authorization: Bearer key"),
                        body == null
                                ? null
                                : new Payload.Bytes(body.getBytes(StandardCharsets.UTF_8)));
        return client.send(request, onCancel);
    }

    private static String text(Http1Response response) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[7];
        for (int n = response.read(buffer); n >= 0; n = response.read(buffer)) {
            assertThat(n).isPositive();
            text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    @Test
    void requestsThatFollowEachOtherShareAConnection() throws Exception {
        answerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\n\r\n{}");
        for (int i = 0; i < 5; i++) {
            try (Http1Response response = send("{\"n\":" + i + "}")) {
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("x-a")).isEqualTo("1");
                assertThat(text(response)).isEqualTo("{}");
            }
        }
        assertThat(connections).hasValue(1);
        assertThat(requests.take())
                .isEqualTo(
                        "POST /v1/x HTTP/1.1\r\nHost: 127.0.0.1:"
                                + server.getLocalPort()
                                + "\r\nAuthorization: Bearer key\r\nContent-Length: 7\r\n\r\n{\"n\":0}");
    }

    @Test
    void aLongBodyArrivesWhole() throws Exception {
        answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        String body = "x".repeat(3_000_000);
        try (Http1Response response = send(body)) {
            assertThat(text(response)).isEmpty();
        }
        assertThat(requests.take()).endsWith("\r\n\r\n" + body);
    }

    @Test
    void aResponseIsTheSameWhereverThePacketsEnd() throws Exception {
        for (int cut = 1; cut < CHUNKED.length(); cut++) {
            int at = cut;
            CountDownLatch half = new CountDownLatch(1);
            script =
                    (in, out) -> {
                        hear(in);
                        say(out, CHUNKED.substring(0, at));
                        half.await();
                        say(out, CHUNKED.substring(at));
                        hear(in);
                    };
            Http1Client client = new Http1Client(InstantSource.system());
            Thread.ofVirtual().start(half::countDown);
            try (Http1Response response = send(client, "{}", cancel -> {})) {
                assertThat(text(response)).as("cut at " + cut).isEqualTo("Hello, chunked world");
            }
        }
    }

    @Test
    void whatHasArrivedDoesNotWaitForWhatHasNot() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        script =
                (in, out) -> {
                    hear(in);
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
                    seen.await();
                    say(out, "1\r\nc\r\n0\r\n\r\n");
                };
        try (Http1Response response = send("{}")) {
            byte[] buffer = new byte[100];
            assertThat(response.read(buffer)).isEqualTo(2);
            seen.countDown();
            assertThat(text(response)).isEqualTo("c");
        }
    }

    @Test
    void chunksThatCameTogetherAreReadTogether() throws Exception {
        answerEach(CHUNKED);
        try (Http1Response response = send("{}")) {
            assertThat(response.read(new byte[100])).isEqualTo("Hello, chunked world".length());
            assertThat(response.read(new byte[100])).isEqualTo(-1);
        }
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() throws Exception {
        script =
                (in, out) -> {
                    hear(in);
                    say(out, "HTTP/1.1 200 OK\r\n\r\nuntil the end");
                };
        assertThat(text(send("{}"))).isEqualTo("until the end");
        assertThat(text(send("{}"))).isEqualTo("until the end");
        assertThat(connections).hasValue(2);
    }

    @Test
    void interimResponsesAreSkipped() throws Exception {
        answerEach(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!");
        assertThat(text(send("{}"))).isEqualTo("!");
    }

    @Test
    void aKeptConnectionThatTheServerClosedIsReplaced() throws Exception {
        script =
                (in, out) -> {
                    hear(in);
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                };
        for (int i = 0; i < 20; i++) {
            assertThat(text(send("{}"))).isEqualTo("{}");
        }
        assertThat(requests).hasSize(20);
    }

    @Test
    void aServerThatHangsUpOnAFreshConnectionIsNotAskedAgain() {
        script = (in, out) -> hear(in);
        assertThatThrownBy(() -> send("{}")).isInstanceOf(IOException.class);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
                "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            })
    void aBrokenResponseIsAnErrorAndItsConnectionIsNotUsedAgain(String response) {
        script =
                (in, out) -> {
                    hear(in);
                    say(out, response);
                };
        assertThatThrownBy(() -> text(send("{}"))).isInstanceOf(IOException.class);
        int before = connections.get();
        answerEach("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!");
        assertThat(catchText()).isEqualTo("!");
        assertThat(connections.get()).isEqualTo(before + 1);
    }

    private String catchText() {
        try {
            return text(send("{}"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void endlessHeadersAreCutShort() {
        script =
                (in, out) -> {
                    hear(in);
                    say(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        say(out, "X-A: " + "y".repeat(1000) + "\r\n");
                    }
                };
        assertThatThrownBy(() -> send("{}")).hasMessageContaining("too many headers");
        script =
                (in, out) -> {
                    hear(in);
                    while (true) {
                        say(out, "HTTP/1.1 200 " + "y".repeat(1000));
                    }
                };
        assertThatThrownBy(() -> send("{}")).hasMessageContaining("too long");
    }

    @Test
    void aKeptConnectionThatFallsSilentIsNotReplaced() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        script =
                (in, out) -> {
                    hear(in);
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                    hear(in);
                    over.await();
                };
        assertThat(text(sendImpatiently("{}"))).isEqualTo("{}");
        assertThatThrownBy(() -> sendImpatiently("{}")).isInstanceOf(SocketTimeoutException.class);
        assertThat(connections).hasValue(1);
        over.countDown();
    }

    @Test
    void silenceBeforeAndWithinAnAnswerIsATimeOut() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        script = (in, out) -> over.await();
        assertThatThrownBy(() -> sendImpatiently("{}")).isInstanceOf(SocketTimeoutException.class);
        script =
                (in, out) -> {
                    hear(in);
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
                    over.await();
                };
        Http1Response response = sendImpatiently("{}");
        assertThatThrownBy(() -> text(response)).isInstanceOf(SocketTimeoutException.class);
        over.countDown();
    }

    @Test
    void cancellingEndsABlockedRead() throws Exception {
        AtomicReference<Runnable> cancel = new AtomicReference<>();
        CountDownLatch left = new CountDownLatch(1);
        script =
                (in, out) -> {
                    hear(in);
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
                    if (!hear(in)) {
                        left.countDown();
                    }
                };
        Http1Response response = send(http, "{}", cancel::set);
        assertThat(response.read(new byte[10])).isEqualTo(1);
        Thread.ofVirtual().start(cancel.get());
        assertThatThrownBy(() -> response.read(new byte[10])).isInstanceOf(SocketException.class);
        left.await();
    }

    @Test
    void cancellingWhatHasEndedLeavesItsConnectionToOthers() throws Exception {
        answerEach("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!");
        AtomicReference<Runnable> cancel = new AtomicReference<>();
        assertThat(text(send(http, "{}", cancel::set))).isEqualTo("!");
        cancel.get().run();
        assertThat(text(send("{}"))).isEqualTo("!");
        assertThat(connections).hasValue(1);
    }

    @Test
    void whatWasCancelledBeforeItBeganIsNotSent() {
        answerEach("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!");
        assertThatThrownBy(() -> send(http, "{}", Runnable::run)).isInstanceOf(IOException.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void cancellingEndsAConnectionThatIsBeingMade() throws Exception {
        AtomicReference<Runnable> cancel = new AtomicReference<>();
        CountDownLatch greeted = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        script =
                (in, out) -> {
                    in.read();
                    greeted.countDown();
                    while (in.read() >= 0) {}
                    left.countDown();
                };
        SSLSocketFactory tls = SSLContext.getDefault().getSocketFactory();
        Http1Request request =
                new Http1Request(
                        "GET",
                        new Server("127.0.0.1", server.getLocalPort(), tls),
                        new Silence(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        "/",
                        List.of(),
                        null);
        CompletableFuture<Http1Response> sent = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        sent.complete(http.send(request, cancel::set));
                    } catch (IOException e) {
                        sent.completeExceptionally(e);
                    }
                });
        greeted.await();
        cancel.get().run();
        assertThatThrownBy(sent::get).hasCauseInstanceOf(IOException.class);
        left.await();
    }
}
