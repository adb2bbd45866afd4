package dev.syngate.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.provider.ServerIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeyAgreementTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @TempDir private Path folder;
    private final AtomicInteger tried = new AtomicInteger();
    private final Http1Client http = new Http1Client(InstantSource.system());
    private ServerIdentity identity;
    private SSLServerSocket server;

    @BeforeEach
    void listen() throws Exception {
        identity = ServerIdentity.in(folder);
        server =
                (SSLServerSocket) identity.context().getServerSocketFactory().createServerSocket(0);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void answer(String... groups) {
        SSLParameters parameters = server.getSSLParameters();
        parameters.setNamedGroups(groups);
        server.setSSLParameters(parameters);
        Thread.ofVirtual().start(this::answerAll);
    }

    private void answerAll() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                tried.incrementAndGet();
                socket.getInputStream().read(new byte[1024]);
                socket.getOutputStream().write(ANSWER);
            } catch (IOException e) {
                // the client tries again, or the test is over
            }
        }
    }

    private Server known(SSLContext context) {
        return new Server("localhost", server.getLocalPort(), context.getSocketFactory());
    }

    private int ask(Server asked) throws IOException {
        Silence silence = new Silence(PATIENT, PATIENT, PATIENT);
        Http1Request request = new Http1Request("GET", asked, silence, "/", List.of(), null);
        try (Http1Response response = http.send(request, cancel -> {})) {
            return response.status();
        }
    }

    @Test
    void aServerThatTakesOneWayOnlyIsReachedAndKnownFromThenOn() throws Exception {
        answer("secp256r1");
        Server asked = known(identity.context());
        assertThat(ask(asked)).isEqualTo(200);
        assertThat(tried).hasValue(2);
        assertThat(ask(asked)).isEqualTo(200);
        assertThat(tried).hasValue(3);
    }

    @Test
    void aServerThatTakesTheQuickestIsAskedOnce() throws Exception {
        answer("x25519", "secp256r1");
        assertThat(ask(known(identity.context()))).isEqualTo(200);
        assertThat(tried).hasValue(1);
    }

    @Test
    void aServerThatProvesToBeSomebodyElseIsNotAskedAgain() throws Exception {
        answer("x25519", "secp256r1");
        assertThatThrownBy(() -> ask(known(SSLContext.getDefault())))
                .isInstanceOf(SSLHandshakeException.class);
        assertThat(tried).hasValue(1);
    }
}
