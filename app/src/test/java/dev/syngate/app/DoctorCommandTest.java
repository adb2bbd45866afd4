package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class DoctorCommandTest {
    @TempDir private Path folder;
    private Program syngate;
    private String freePort;

    @BeforeEach
    void open() throws IOException {
        syngate = new Program(folder);
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = String.valueOf(any.getLocalPort());
        }
    }

    @Test
    void aFreshDirectoryIsWell() {
        JsonNode found = syngate.json(0, "doctor", "--port", freePort);
        assertThat(found.path("ok").asBoolean()).isTrue();
        for (String check :
                new String[] {
                    "java",
                    "data",
                    "secrets",
                    "disk",
                    "port",
                    "store",
                    "ledger",
                    "provider \"Sandbox\""
                }) {
            assertThat(state(found, check)).as(check).isIn("ok", "warn");
        }
        assertThat(syngate.run(0, "doctor", "--port", freePort))
                .contains("ok    java        Java 2", freePort + " is free", "entries add up");
    }

    @Test
    void theRunningGatewayIsFoundAndItsPortIsOurs() {
        GatewaySettings settings = GatewaySettings.of(folder).listeningOn("127.0.0.1", 0);
        try (Gateway gateway = Gateway.open(settings, InstantSource.system())) {
            assertThat(gateway.start().toString()).contains("http://127.0.0.1:");
            String port = String.valueOf(URI.create(address()).getPort());
            String lines = syngate.run(0, "doctor", "--port", port);
            assertThat(lines)
                    .contains(port + " is served by this gateway")
                    .contains("in use by the gateway at " + address());
            assertThat(syngate.run(0, "doctor", "--port", freePort)).contains("is free");
        }
    }

    @Test
    void aStoreThatIsOpenElsewhereButDoesNotAnswerFails() {
        GatewaySettings settings = GatewaySettings.of(folder).listeningOn("127.0.0.1", 0);
        try (Gateway silent = Gateway.open(settings, InstantSource.system())) {
            assertThat(silent.providers().list()).isNotEmpty();
            JsonNode found = syngate.json(1, "doctor", "--port", freePort);
            assertThat(state(found, "store")).isEqualTo("fail");
            assertThat(found.toString()).contains("stop it first");
        }
    }

    @Test
    void anotherProgramAtThePortFails() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            String lines = syngate.run(1, "doctor", "--port", port);
            assertThat(lines).contains("fail  port", "choose another port");
            assertThat(syngate.errors()).isEqualTo("syngate: 1 check failed\n");
        }
    }

    @Test
    void aProviderThatDoesNotAnswerFailsUntilItIsDisabled() {
        syngate.json(0, "provider", "add", "gone", "--base-url", "http://127.0.0.1:9");
        JsonNode found = syngate.json(1, "doctor", "--port", freePort);
        assertThat(state(found, "provider \"gone\"")).isEqualTo("fail");
        assertThat(found.toString()).contains("nothing answers at port 9");
        syngate.json(0, "provider", "set", "gone", "--disable");
        found = syngate.json(0, "doctor", "--port", freePort);
        assertThat(state(found, "provider \"gone\"")).isEqualTo("ok");
    }

    @Test
    void aKeyFileThatOthersCanReadFails() throws Exception {
        String at = "http://127.0.0.1:9";
        syngate.runWith("sk-1\n", 0, "provider", "add", "p", "--base-url", at, "--api-key-stdin");
        Path key = folder.resolve("vault.key");
        Assumptions.assumeTrue(
                key.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "needs file permissions");
        assertThat(key).exists();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        JsonNode found = syngate.json(1, "doctor", "--port", freePort);
        assertThat(state(found, "secrets")).isEqualTo("fail");
        assertThat(found.toString()).contains("others may read vault.key");
    }

    private String address() {
        try {
            return dev.syngate.protocol.Json.MAPPER
                    .readTree(Files.readAllBytes(folder.resolve("gateway.json")))
                    .path("address")
                    .asString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String state(JsonNode found, String check) {
        return StreamSupport.stream(found.path("checks").spliterator(), false)
                .filter(item -> item.path("check").asString().equals(check))
                .findFirst()
                .orElseThrow()
                .path("state")
                .asString();
    }
}
