package dev.syngate.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.syngate.call.RefusedException;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.protocol.Json;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class UpdateCheckTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir private Path folder;
    @TempDir private Path elsewhere;
    private HttpServer server;
    private Gateway gateway;
    private KeyPair keys;
    private int status = 200;
    private byte[] served = {};

    @BeforeEach
    void open() throws Exception {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status, 0);
                    try (var body = exchange.getResponseBody()) {
                        body.write(served);
                    }
                });
        server.start();
        gateway = Gateway.open(GatewaySettings.of(folder), () -> NOW);
        gateway.management()
                .patch(
                        Map.of(
                                "update_url",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/m.json",
                                "update_key",
                                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())),
                        "settings");
    }

    @AfterEach
    void close() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void aNewerVersionIsShownWithItsChanges() throws Exception {
        assertThat(gateway.management().get("updates").path("state").asString())
                .isEqualTo("unknown");
        served = announcement("9.1.0", "2027-01-01T00:00:00Z", keys);
        JsonNode found = look();
        assertThat(found.path("state").asString()).isEqualTo("newer");
        assertThat(found.path("version").asString()).isEqualTo("9.1.0");
        assertThat(found.path("changes").toString()).isEqualTo("[\"Faster\",\"Safer\"]");
        assertThat(gateway.management().get("updates")).isEqualTo(found);
    }

    @Test
    void thisVersionIsTheNewest() throws Exception {
        served = announcement(Gateway.VERSION, "2027-01-01T00:00:00Z", keys);
        assertThat(look().path("state").asString()).isEqualTo("newest");
    }

    @Test
    void whatAnotherKeySignedIsRefusedAndSoIsWhatWasChanged() throws Exception {
        KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        served = announcement("9.1.0", "2027-01-01T00:00:00Z", others);
        refused("its signature is not right");
        String right =
                new String(
                        announcement("9.1.0", "2027-01-01T00:00:00Z", keys),
                        StandardCharsets.UTF_8);
        JsonNode changed = Json.MAPPER.readTree(right);
        String payload =
                Base64.getEncoder()
                        .encodeToString("{\"version\":\"9.9.9\"}".getBytes(StandardCharsets.UTF_8));
        served =
                right.replace(changed.path("payload").asString(), payload)
                        .getBytes(StandardCharsets.UTF_8);
        refused("its signature is not right");
        served = "<html>".getBytes(StandardCharsets.UTF_8);
        refused("its signature is not right");
    }

    @Test
    void anOldAnnouncementIsRefusedAfterANewerOneAlsoAfterARestart() throws Exception {
        served = announcement("9.1.0", "2027-01-01T00:00:00Z", keys);
        look();
        gateway.close();
        gateway = Gateway.open(GatewaySettings.of(folder), () -> NOW);
        served = announcement("9.0.9", "2027-01-01T00:00:00Z", keys);
        refused("older than that of version 9.1.0");
    }

    @Test
    void anExpiredAnnouncementIsRefused() throws Exception {
        served = announcement("9.1.0", "2026-12-01T00:00:00Z", keys);
        refused("it expired");
    }

    @Test
    void aServerThatDoesNotHaveItIsNamedWithoutItsWholeAddress() {
        status = 404;
        refused("can't be read from 127.0.0.1: status 404");
    }

    @Test
    void anAnnouncementWithoutAnEndIsGivenUp() {
        served = new byte[256 * 1024 + 1];
        refused("can't be read from 127.0.0.1");
        assertThat(gateway.management().get("updates").path("state").asString())
                .isEqualTo("unknown");
    }

    @Test
    void aServerThatSendsNowAndThenAByteIsNotWaitedForForEver() throws Exception {
        CountDownLatch givenUp = new CountDownLatch(1);
        server.createContext(
                "/slow",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        do {
                            body.write(' ');
                            body.flush();
                        } while (!givenUp.await(20, TimeUnit.MILLISECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        int port = server.getAddress().getPort();
        try (Store store = new XodusStore(elsewhere, Set.of(UpdateSettings.MAP.name()))) {
            UpdateSettings settings = new UpdateSettings(store);
            settings.set(
                    new UpdateChoices(
                            false,
                            "http://127.0.0.1:" + port + "/slow",
                            Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                            null));
            try (UpdateCheck check =
                    new UpdateCheck(settings, "0.1.0", () -> NOW, Duration.ofMillis(300))) {
                assertThatThrownBy(check::look)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("not there after 0.3 seconds");
            }
        } finally {
            givenUp.countDown();
        }
    }

    @Test
    void itIsOffUntilItIsWantedAndNeedsAnAddressThatNobodyCanChangeOnTheWay() {
        JsonNode shown = gateway.management().get("settings");
        assertThat(shown.path("check_updates").asBoolean()).isFalse();
        assertThatThrownBy(() -> patch("update_url", "http://example.com/m.json"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("must be an https address");
        assertThatThrownBy(() -> patch("update_key", "AAAA"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Ed25519");
        patch("update_url", "");
        assertThatThrownBy(() -> patch("check_updates", true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--update-url and --update-key name them");
    }

    private JsonNode look() {
        return gateway.management().post(Map.of(), "updates");
    }

    private void patch(String field, Object value) {
        gateway.management().patch(Map.of(field, value), "settings");
    }

    private void refused(String why) {
        assertThatThrownBy(this::look)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }

    private static byte[] announcement(String version, String expires, KeyPair keys)
            throws Exception {
        byte[] payload =
                """
                {"product":"syngate","version":"%s","released":"2026-11-30T00:00:00Z","expires":"%s",\
                "page":"https://syngate.example/download","changes":["Faster","Safer"]}\
                """
                        .formatted(version, expires)
                        .getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(payload);
        return Json.MAPPER.writeValueAsBytes(
                Map.of(
                        "payload",
                        Base64.getEncoder().encodeToString(payload),
                        "signature",
                        Base64.getEncoder().encodeToString(signature.sign())));
    }
}
