package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.RunningGateway.get;
import static dev.syngate.gateway.RunningGateway.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.provider.Provider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that send or take so slowly that they would hold on to the gateway.
@Timeout(60)
class SlowClientTest {
    private static final int WHOLE_ANSWER = 32 * 1024 * 1024;
    @TempDir private Path folder;
    private RunningGateway running;
    private String secret;

    @BeforeEach
    void open() {
        running =
                new RunningGateway(
                        folder,
                        settings ->
                                settings.waiting(Duration.ofMillis(300), Duration.ofMillis(800)));
        secret = running.key("test", null, null);
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void aSlowHeadClosesTheConnection() throws Exception {
        try (RawConnection connection = running.connect()) {
            connection.send("GET /healthz HTTP/1.1\r\nHost: local");
            assertThat(connection.answer()).isNull();
        }
    }

    @Test
    void aSlowBodyClosesTheConnectionAlsoWhenItTrickles() throws Exception {
        try (RawConnection connection = running.connect();
                RawConnection trickling = running.connect()) {
            connection.send(head("Content-Length: 100")).send("{");
            trickling.send(head("Content-Length: 1000000"));
            boolean open = true;
            while (open) {
                try {
                    trickling.send(" ");
                    Thread.onSpinWait();
                } catch (SocketException e) {
                    open = false;
                }
            }
            assertThat(connection.answer()).isNull();
        }
    }

    @Test
    void aRefusedBodyThatNeverComesClosesTheConnection() throws Exception {
        try (RawConnection connection = running.connect()) {
            connection.send(head("Content-Length: 100").replace("localhost", "evil.example"));
            assertThat(connection.answer().status()).isEqualTo(403);
            assertThat(connection.answer()).isNull();
        }
    }

    @Test
    void aStreamThatIsNotTakenIsEnded() throws Exception {
        String event =
                "data: {\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(8_000) + "\"}}]}";
        ScriptedUpstream.Script endless =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    while (true) {
                        ScriptedUpstream.send(out, event.substring("data: ".length()));
                    }
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(endless);
                Socket client = reader(upstream, true)) {
            assertThat(upstream.clientLeft().await(20, TimeUnit.SECONDS)).isTrue();
            untilIdle();
            assertThat(running.gateway().ledger().openHolds()).isZero();
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void aWholeAnswerThatIsNotTakenIsCut() throws Exception {
        String reply =
                "{\"id\":\"x\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\""
                        + "x".repeat(WHOLE_ANSWER)
                        + "\"}}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}";
        try (ScriptedUpstream upstream = new ScriptedUpstream(ScriptedUpstream.json(200, reply));
                Socket client = reader(upstream, false)) {
            untilClosed(client);
        }
    }

    /// A client that has asked and reads nothing.
    private Socket reader(ScriptedUpstream upstream, boolean stream) throws IOException {
        Provider provider =
                new Provider(
                        "",
                        "scripted",
                        Provider.Protocol.OPENAI_CHAT,
                        upstream.baseUrl(),
                        null,
                        0,
                        1,
                        true);
        Provider added = running.gateway().providers().add(provider, "sk-upstream");
        running.gateway().models().addRoute("m", added, "m");
        Socket client = new Socket();
        client.setReceiveBufferSize(4_096);
        client.connect(new InetSocketAddress("127.0.0.1", running.port()));
        client.getOutputStream()
                .write(chat(secret, question("m", stream)).getBytes(StandardCharsets.UTF_8));
        return client;
    }

    /// Returns when the gateway takes nothing more on the connection.
    private static void untilClosed(Socket client) throws IOException {
        while (true) {
            try {
                client.getOutputStream().write(' ');
            } catch (SocketException e) {
                return;
            }
        }
    }

    private void untilIdle() {
        while (running.gateway().snapshot().inFlight() > 0) {
            Thread.onSpinWait();
        }
    }

    private String head(String length) {
        return get("/v1/chat/completions", "Authorization: Bearer " + secret, length)
                .replace("GET", "POST");
    }
}
