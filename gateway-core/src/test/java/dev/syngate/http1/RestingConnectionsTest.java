package dev.syngate.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestingConnectionsTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Silence PATIENTLY = new Silence(PATIENT, PATIENT, PATIENT);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private final AtomicBoolean networkIsThere = new AtomicBoolean(true);
    private final Http1Client http =
            new Http1Client(
                    now::get,
                    new LocalAddresses(address -> networkIsThere.get(), Duration.ofMillis(50)));
    private final AtomicInteger connections = new AtomicInteger();

    /// Answers the first request of each connection, and then hears nothing any more, as the other
    /// end of a connection that a router has forgotten.
    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // the test has ended
        }
    }

    @Test
    void afterASleepOfTheMachineNothingIsSentOnWhatRestedBefore() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> accept(server));
            ask(server);
            now.updateAndGet(before -> before.plus(Duration.ofMinutes(2)));
            ask(server);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void whatRestedOnAnotherNetworkIsNotUsedAnyMore() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> accept(server));
            ask(server);
            now.updateAndGet(before -> before.plus(Duration.ofSeconds(10)));
            networkIsThere.set(false);
            ask(server);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void whoWaitsForAnAnswerLearnsThatItsNetworkIsGone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (Socket silent = server.accept()) {
                            silent.getInputStream().read(new byte[4096]);
                            networkIsThere.set(false);
                            silent.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            // the test has ended
                        }
                    });
            assertThatThrownBy(() -> ask(server))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("network that was used is gone");
        }
    }

    private void ask(ServerSocket server) throws IOException {
        Http1Request request =
                new Http1Request(
                        "POST",
                        new Server("127.0.0.1", server.getLocalPort(), null),
                        PATIENTLY,
                        "/",
                        List.of(),
                        new Payload.Bytes("{}".getBytes(StandardCharsets.US_ASCII)));
        try (Http1Response response = http.send(request, cancel -> {})) {
            assertThat(response.status()).isEqualTo(200);
            byte[] buffer = new byte[16];
            while (response.read(buffer) >= 0) {}
        }
    }
}
