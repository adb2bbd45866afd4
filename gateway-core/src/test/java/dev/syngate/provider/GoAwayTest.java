package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers of HTTP/2 that say GOAWAY, as they do before a restart: a call that they did not take is
/// sent again, one that they took comes to its end.
@Timeout(60)
class GoAwayTest {
    private static final String WHOLE = "data: [DONE]\n\n";

    @TempDir private Path folder;
    private UpstreamScene scene;

    @BeforeEach
    void open() {
        scene = new UpstreamScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void betweenCallsTheNextGoesOutOnAnotherConnection() throws Exception {
        Http2Server.Script leaves =
                (wire, stream, request) -> {
                    answer(wire, stream);
                    wire.goAway(stream);
                };
        try (Http2Server server = new Http2Server(folder, leaves)) {
            Upstream upstream = scene.upstream(false);
            Provider provider = add(server);
            for (int call = 1; call <= 10; call++) {
                assertThat(ask(upstream, provider)).isEqualTo(WHOLE);
            }
            assertThat(server.requests()).isGreaterThanOrEqualTo(10);
            assertThat(server.connections()).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void amidACallThatWasNotTakenItIsSentAgainUnseen() throws Exception {
        Http2Server.Script refusesEachSecond =
                (wire, stream, request) -> {
                    if (request % 2 == 1) {
                        wire.goAway(0);
                    } else {
                        answer(wire, stream);
                    }
                };
        try (Http2Server server = new Http2Server(folder, refusesEachSecond)) {
            Upstream upstream = scene.upstream(false);
            Provider provider = add(server);
            for (int call = 1; call <= 3; call++) {
                assertThat(ask(upstream, provider)).as("call " + call).isEqualTo(WHOLE);
            }
        }
    }

    @Test
    void amidAnAnswerItComesToItsEnd() throws Exception {
        Http2Server.Script goesOn =
                (wire, stream, request) -> {
                    wire.begin(stream);
                    wire.say(stream, "data: ", false);
                    wire.goAway(stream);
                    wire.say(stream, "[DONE]\n\n", true);
                };
        try (Http2Server server = new Http2Server(folder, goesOn)) {
            Upstream upstream = scene.upstream(false);
            Provider provider = add(server);
            assertThat(ask(upstream, provider)).isEqualTo(WHOLE);
            assertThat(ask(upstream, provider)).isEqualTo(WHOLE);
        }
    }

    @Test
    void aServerThatNeverTakesACallIsAskedTwiceAtMost() throws Exception {
        try (Http2Server server =
                new Http2Server(folder, (wire, stream, request) -> wire.goAway(0))) {
            Upstream upstream = scene.upstream(false);
            Provider provider = add(server);
            assertThatThrownBy(() -> ask(upstream, provider)).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    /// Without a proxy HTTP/1.1 is spoken: nothing is ever said to a server that only knows HTTP/2.
    @Test
    void whoSpeaksNoHttp2AgreesOnNoneWithSuchAServer() throws Exception {
        try (Http2Server server = new Http2Server(folder, GoAwayTest::answer)) {
            Provider provider = add(server);
            Upstream direct = scene.upstream(true);
            assertThatThrownBy(() -> ask(direct, provider)).isInstanceOf(IOException.class);
            assertThat(server.greetings()).isEmpty();
            assertThat(server.requests()).isZero();
        }
    }

    private static void answer(Http2Server.Wire wire, int stream, int request) throws IOException {
        answer(wire, stream);
    }

    private static void answer(Http2Server.Wire wire, int stream) throws IOException {
        wire.begin(stream);
        wire.say(stream, WHOLE, true);
    }

    private static String ask(Upstream upstream, Provider provider) throws IOException {
        Upstream.Request request =
                new Upstream.Request(
                        provider,
                        null,
                        "/chat/completions",
                        new Payload.Bytes("{}".getBytes(StandardCharsets.UTF_8)),
                        "",
                        Map.of());
        try (Upstream.Reply reply = upstream.open(request, new Cancellation())) {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[64];
            for (int n = reply.read(buffer); n >= 0; n = reply.read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
            return text.toString();
        }
    }

    private Provider add(Http2Server server) {
        return scene.providers()
                .add(
                        new Provider(
                                        "",
                                        "Http2",
                                        Provider.Protocol.OPENAI_CHAT,
                                        server.baseUrl(),
                                        null,
                                        0,
                                        1,
                                        true)
                                .connectedTo(new Connecting(null, null, null, server.caFile())),
                        null);
    }
}
