package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.call.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.SslClientAuthMode;

/// Providers behind HTTPS: whom they must prove themselves to, and how long a connection serves.
@Timeout(60)
@ParameterizedClass(name = "direct: {0}")
@ValueSource(booleans = {true, false})
class SecureUpstreamTest {
    private static final String DONE = "data: [DONE]\n\n";

    /// Over HTTP/1.1, or over HTTP/2 as through a proxy.
    @Parameter private boolean direct;

    @TempDir private Path folder;
    private UpstreamScene scene;
    private Providers providers;
    private NetworkSettings network;
    private Upstream upstream;

    @BeforeEach
    void open() {
        scene = new UpstreamScene(folder);
        providers = scene.providers();
        network = scene.network();
        upstream = scene.upstream(direct);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void twoStreamsShareOneConnectionThoughTheBodyEndsAfterTheMarkOfItsEnd() throws Exception {
        Semaphore seen = new Semaphore(0);
        SecureServer.Script late =
                out -> {
                    say(out, DONE);
                    seen.acquire();
                    say(out, ": bye\n\n");
                };
        try (SecureServer server = new SecureServer(folder, late)) {
            Provider provider = add(server, "localhost", server.caFile());
            for (int i = 0; i < 2; i++) {
                try (Upstream.Reply reply = send(provider)) {
                    assertThat(readDone(reply)).isEqualTo(DONE);
                    seen.release();
                    reply.drain();
                }
            }
            assertThat(server.connections()).hasSize(1);
            assertThat(server.failures()).isEmpty();
            assertThat(server.protocols())
                    .containsOnly(direct ? "HTTP/1.1" : "HTTP/2.0")
                    .hasSize(2);
        }
    }

    @Test
    void whatDoesNotEndAfterTheMarkOfItsEndIsNotWaitedFor() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        SecureServer.Script endless =
                out -> {
                    say(out, DONE);
                    over.await();
                };
        try (SecureServer server = new SecureServer(folder, endless)) {
            try (Upstream.Reply reply = send(add(server, "localhost", server.caFile()))) {
                assertThat(readDone(reply)).isEqualTo(DONE);
                reply.drain();
            }
            over.countDown();
        }
    }

    @Test
    void aProviderThatNobodyVouchesForIsNotSpokenTo() throws Exception {
        try (SecureServer server = new SecureServer(folder, out -> say(out, DONE))) {
            Provider provider = add(server, "localhost", null);
            assertThatThrownBy(() -> send(provider)).isInstanceOf(SSLException.class);
            assertThat(check(provider).detail()).contains("not trusted", "ca_file");
            assertThat(server.connections()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (SecureServer server = new SecureServer(folder, out -> say(out, DONE))) {
            Provider provider = add(server, "127.0.0.1", server.caFile());
            assertThatThrownBy(() -> send(provider)).isInstanceOf(SSLException.class);
            assertThat(check(provider).detail()).contains("another name");
            assertThat(server.connections()).isEmpty();
        }
    }

    @Test
    void aCheckTellsByWhatAProviderProvesItselfAndForHowLong() throws Exception {
        try (SecureServer server =
                new SecureServer(folder, out -> say(out, "{\"data\":[{\"id\":\"a\"}]}"))) {
            Checklist found = check(add(server, "localhost", server.caFile()));
            assertThat(found.steps())
                    .extracting(Checklist.Step::question)
                    .containsExactly(
                            Checklist.Question.DNS,
                            Checklist.Question.TCP,
                            Checklist.Question.TLS,
                            Checklist.Question.KEY,
                            Checklist.Question.MODELS);
            assertThat(found.ok()).as(found.detail()).isTrue();
            assertThat(found.steps().get(2).detail())
                    .matches("TLSv1.3, certificate by localhost, \\d+ days left");
        }
    }

    private Checklist check(Provider provider) {
        return new ProviderCheck(upstream, scene.reach(), Duration.ofSeconds(30))
                .test(provider, provider.anyCredential(), new Cancellation(), step -> {});
    }

    @Test
    void aProviderThatWantsACertificateIsShownOurs() throws Exception {
        try (SecureServer server =
                new SecureServer(folder, out -> say(out, DONE), SslClientAuthMode.REQUIRED)) {
            Provider without = add(server, "localhost", server.caFile());
            assertThatThrownBy(() -> send(without)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> proveWith(without, server.keys(), "wrong"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("client_certificate_password");
            Provider with = proveWith(without, server.keys(), ServerIdentity.PASSWORD);
            assertThat(with.toString()).doesNotContain(ServerIdentity.PASSWORD);
            try (Upstream.Reply reply = send(with)) {
                assertThat(readDone(reply)).isEqualTo(DONE);
            }
            Provider renamed = providers.set(with.id(), old -> old, null);
            try (Upstream.Reply reply = send(renamed)) {
                assertThat(readDone(reply)).as("the password stays").isEqualTo(DONE);
            }
        }
    }

    @Test
    void anAuthorityOfTheGatewaysSettingsVouchesForAll() throws Exception {
        try (SecureServer server = new SecureServer(folder, out -> say(out, DONE))) {
            Provider provider = add(server, "localhost", null);
            assertThatThrownBy(() -> send(provider)).isInstanceOf(SSLException.class);
            network.set(new NetworkSettings.Chosen("system", server.caFile()));
            try (Upstream.Reply reply = send(provider)) {
                assertThat(readDone(reply)).isEqualTo(DONE);
            }
        }
    }

    private Provider proveWith(Provider provider, String file, String password) {
        Transport transport = new Transport(null, Map.of(), null, null, file, password);
        return providers.set(
                provider.id(), old -> old.connectedTo(old.connecting().by(transport)), null);
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByItsField() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        for (String file : new String[] {"relative.pem", empty.toString(), folder.toString()}) {
            assertThatThrownBy(() -> providers.add(draft("https://localhost/v1", file), null))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("ca_file");
        }
    }

    private static void say(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String readDone(Upstream.Reply reply) throws Exception {
        byte[] buffer = new byte[DONE.length()];
        int length = 0;
        byte[] one = new byte[1];
        while (length < buffer.length && reply.read(one) > 0) {
            buffer[length++] = one[0];
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private Provider add(SecureServer server, String host, String caFile) {
        return providers.add(draft(server.baseUrl(host), caFile), null);
    }

    private static Provider draft(String baseUrl, String caFile) {
        return new Provider("", "Secure", Provider.Protocol.OPENAI_CHAT, baseUrl, null, 0, 1, true)
                .connectedTo(new Connecting(null, null, null, caFile));
    }

    private Upstream.Reply send(Provider provider) throws Exception {
        return upstream.open(
                new Upstream.Request(
                        provider,
                        provider.anyCredential(),
                        "/chat/completions",
                        new Payload.Bytes("{}".getBytes(StandardCharsets.UTF_8)),
                        "",
                        Map.of()),
                new Cancellation());
    }
}
