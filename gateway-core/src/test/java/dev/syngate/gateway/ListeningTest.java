package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import dev.syngate.listening.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Where the gateway listens: what was chosen holds in later starts, what a start asks for only in
/// that one.
@Timeout(60)
class ListeningTest {
    @TempDir private Path folder;

    private Gateway open(GatewaySettings settings) {
        return Gateway.open(settings, InstantSource.system());
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Test
    void aChosenPortHoldsInLaterStartsAndAStartsOwnWishOnlyInThatOne() throws IOException {
        int port = freePort();
        try (Gateway gateway = open(GatewaySettings.of(folder))) {
            gateway.management().patch(Map.of("port", port), "settings");
        }
        try (Gateway gateway = open(GatewaySettings.of(folder).listeningOn("127.0.0.1", 0))) {
            assertThat(gateway.port()).isZero();
        }
        try (Gateway gateway = open(GatewaySettings.of(folder))) {
            assertThat(gateway.start())
                    .isEqualTo(new GatewayState.Running("http://127.0.0.1:" + port));
        }
    }

    /// 192.0.2.0/24 is kept for documentation (RFC 5737).
    @Test
    void anAddressThatTheMachineDoesNotHaveNowIsNamedAsWhatIsMissing() {
        try (Gateway gateway = open(GatewaySettings.of(folder).listeningOn("192.0.2.7", 0))) {
            assertThat(gateway.start())
                    .isInstanceOfSatisfying(
                            GatewayState.Failed.class,
                            failed ->
                                    assertThat(failed.reason())
                                            .contains("192.0.2.7 is no address of this machine"));
        }
    }

    @Test
    void whatCantBeListenedAtIsRefusedAtItsField() {
        try (Gateway gateway = open(GatewaySettings.of(folder))) {
            assertThatThrownBy(() -> gateway.management().patch(Map.of("port", 70_000), "settings"))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            no -> assertThat(no.refusal().param()).isEqualTo("port"));
            assertThatThrownBy(() -> gateway.management().patch(Map.of("bind", "here"), "settings"))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            no -> assertThat(no.refusal().param()).isEqualTo("bind"));
            assertThat(gateway.port()).isEqualTo(7960);
        }
    }

    @Test
    void whereOneSettingIsWrongNoneIsChanged() {
        try (Gateway gateway = open(GatewaySettings.of(folder))) {
            JsonNode before = gateway.management().get("settings");
            for (Map<String, Object> wrong :
                    List.<Map<String, Object>>of(
                            Map.of("backups_kept", 0),
                            Map.of("proxy", "nowhere"),
                            Map.of("check_updates", true))) {
                Map<String, Object> all = new HashMap<>(wrong);
                all.putAll(Map.of("hedge_after_ms", 20, "response_days", 3, "retention_days", 5));
                assertThatThrownBy(() -> gateway.management().patch(all, "settings"))
                        .isInstanceOf(RefusedException.class);
                assertThat(gateway.management().get("settings")).isEqualTo(before);
            }
        }
    }

    @Test
    void theProgramThatHasAPortIsNamed() throws IOException {
        try (ServerSocket mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.holder(mine.getLocalPort()).orElse(""))
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aStartThatFailsLeavesNothingBehindAndCanBeTriedAgain() throws Exception {
        int port = freePort();
        try (Gateway gateway = open(GatewaySettings.of(folder).listeningOn("127.0.0.1", port))) {
            try (ServerSocket mine = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(gateway.start()).isInstanceOf(GatewayState.PortTaken.class);
                assertThat(mine.isBound()).isTrue();
            }
            while (hasThread("in-flight")) {
                Thread.onSpinWait();
            }
            Path inTheWay = Files.createDirectories(folder.resolve("gateway.json").resolve("x"));
            assertThat(gateway.start()).isInstanceOf(GatewayState.Failed.class);
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
            assertThat(gateway.start()).isInstanceOf(GatewayState.Running.class);
        }
    }

    private static boolean hasThread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }
}
