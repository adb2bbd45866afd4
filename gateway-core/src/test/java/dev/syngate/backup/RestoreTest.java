package dev.syngate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.call.RefusedException;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.gateway.RestoredBooks;
import dev.syngate.money.Money;
import dev.syngate.protocol.Json;
import dev.syngate.secrets.Keychain;
import dev.syngate.store.StoreInUseException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class RestoreTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final String ASIDE = "data.before-restore-2026-11-21T12-00-00Z";

    @TempDir private Path folder;
    private Path dataDir;
    private Path file;
    private String secret;

    @BeforeEach
    void backUpAGatewayWithAKeyAndTenDollars() {
        dataDir = folder.resolve("data");
        file = folder.resolve("b.zip");
        try (Gateway gateway = open()) {
            Account team = gateway.accounts().add("Team", Account.Mode.PREPAID);
            gateway.ledger().post(team, LedgerEntry.Kind.TOP_UP, Money.ofDollars("10"), "start");
            secret = key(gateway);
            gateway.backups().create(file, false);
        }
    }

    @Test
    void theRestoredLedgerAndKeysWorkAndTheOldDataIsKept() throws Exception {
        try (Gateway gateway = open()) {
            gateway.keys().remove("laptop");
            gateway.ledger()
                    .post(
                            gateway.accounts().get("Team"),
                            LedgerEntry.Kind.ADJUSTMENT,
                            Money.ofDollars("-4"),
                            "spent elsewhere");
            gateway.backups().createBeforeMigration();
        }
        Restore.Restored restored = restore().from(file);
        assertThat(restored.keptAside()).isEqualTo(folder.toRealPath().resolve(ASIDE));

        try (Gateway gateway = open()) {
            assertThat(balance(gateway)).isEqualTo("10");
            assertThat(gateway.backups().list()).hasSize(1);
            String address = ((GatewayState.Running) gateway.start()).address();
            assertThat(chat(address)).isEqualTo(200);
            assertThat(balance(gateway)).startsWith("9.99");
        }
        try (Gateway old = open(folder.resolve(ASIDE))) {
            assertThat(balance(old)).isEqualTo("6");
            assertThat(old.keys().list()).isEmpty();
        }
    }

    @Test
    void twoRestoresInTheSameSecondKeepBothOlderStates() throws Exception {
        restore().from(file);
        Restore.Restored again = restore().from(file);
        assertThat(again.keptAside()).isEqualTo(folder.toRealPath().resolve(ASIDE + "-2"));
        assertThat(folder.resolve(ASIDE)).isDirectory();
    }

    @Test
    void aBackupIsRestoredWhereThereIsNothingYet() {
        Path other = folder.resolve("somewhere/else");
        Restore.Restored restored =
                new Restore(other, CLOCK, new RestoredBooks(CLOCK, Keychain.none())).from(file);
        assertThat(restored.keptAside()).isNull();
        try (Gateway gateway = open(other)) {
            assertThat(balance(gateway)).isEqualTo("10");
        }
    }

    @Test
    void nothingIsRestoredWhileAGatewayWorksWithTheData() throws Exception {
        try (Gateway gateway = open()) {
            assertThatThrownBy(() -> restore().from(file)).isInstanceOf(StoreInUseException.class);
            assertThat(balance(gateway)).isEqualTo("10");
        }
        assertOnlyTheOldDataIsThere();
    }

    @Test
    void aDamagedBackupChangesNothing() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> restore().from(file)).isInstanceOf(RefusedException.class);
        assertOnlyTheOldDataIsThere();
    }

    @Test
    void dataThatDoesNotPassTheCheckChangesNothing() throws Exception {
        Restore restore =
                new Restore(
                        dataDir,
                        CLOCK,
                        unpacked -> {
                            assertThat(unpacked.resolve("store")).isDirectory();
                            throw RefusedException.conflict("the ledger does not add up");
                        });
        assertThatThrownBy(() -> restore.from(file)).hasMessage("the ledger does not add up");
        assertOnlyTheOldDataIsThere();
    }

    @Test
    void aBackupWhoseStoreIsNoStoreIsNotRestored() throws Exception {
        assertThatThrownBy(() -> new RestoredBooks(CLOCK, Keychain.none()).check(notAStore()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("can't be opened");
    }

    private static String key(Gateway gateway) {
        JsonNode draft =
                Json.MAPPER.createObjectNode().put("name", "laptop").put("account", "Team");
        return gateway.admin()
                .handle("POST", List.of("keys"), Map.of(), draft)
                .body()
                .path("secret")
                .asString();
    }

    private Path notAStore() throws Exception {
        Path unpacked = folder.resolve("unpacked");
        Files.createDirectories(unpacked.resolve("store"));
        Files.write(unpacked.resolve("vault.key"), new byte[3]);
        return unpacked;
    }

    private void assertOnlyTheOldDataIsThere() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(List.of("data", "b.zip"));
        }
        try (Gateway gateway = open()) {
            assertThat(balance(gateway)).isEqualTo("10");
        }
    }

    private Restore restore() {
        return new Restore(dataDir, CLOCK, new RestoredBooks(CLOCK, Keychain.none()));
    }

    private Gateway open() {
        return open(dataDir);
    }

    private static Gateway open(Path folder) {
        return Gateway.open(GatewaySettings.of(folder).listeningOn("127.0.0.1", 0), CLOCK);
    }

    private static String balance(Gateway gateway) {
        return gateway.ledger().balance(gateway.accounts().get("Team")).entries().dollars();
    }

    private int chat(String address) throws Exception {
        String body =
                "{\"model\":\"sandbox/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
