package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.protocol.Json;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class BackupCommandsTest {
    @TempDir private Path folder;
    private String errors = "";

    @Test
    void moneyComesBackFromABackupAndWhatWasThereIsKept() {
        json(0, "account", "add", "Team");
        json(0, "account", "topup", "Team", "10.00");
        JsonNode made = json(0, "backup", "create", backup());
        assertThat(made.path("note").asString("")).contains("Without a passphrase");
        assertThat(made.path("file").asString("")).isEqualTo(backup());
        json(0, "account", "adjust", "Team", "-4", "--note", "gone");

        JsonNode restored = json(0, "backup", "restore", backup());
        assertThat(Path.of(restored.path("kept_aside").asString("")).getFileName().toString())
                .startsWith("data.before-restore-");
        JsonNode statement = json(0, "account", "statement", "Team");
        assertThat(statement).hasSize(1);
        assertThat(statement.get(0).path("balance").asString("")).isEqualTo("10");
        assertThat(json(0, "ledger", "verify").path("ok").asBoolean()).isTrue();
    }

    @Test
    void aRunningGatewayIsBackedUpButNotRestoredOver() {
        GatewaySettings settings = GatewaySettings.of(data()).listeningOn("127.0.0.1", 0);
        try (Gateway gateway = Gateway.open(settings, InstantSource.system())) {
            gateway.start();
            JsonNode made = json(0, "backup", "create", backup());
            assertThat(made.path("readable").asBoolean()).isTrue();
            assertThat(json(0, "backup", "verify", backup()).path("ok").asBoolean()).isTrue();
            assertThat(json(0, "backup", "list")).isEmpty();
            run(1, "backup", "restore", backup());
            assertThat(errors).contains("a gateway works with the data directory", "stop it first");
        }
        json(0, "backup", "restore", backup());
    }

    @Test
    void aPersonReadsWhatTheFileHolds() {
        assertThat(run(0, "backup", "create", backup()))
                .contains("Without a passphrase the keys of providers can be read only by");
        assertThat(run(0, "backup", "verify", backup())).containsPattern("ok +yes");
        assertThat(run(0, "backup", "list")).contains("none");
    }

    @Test
    void mistakesAreOneLineAndSayWhatIsWrong() throws Exception {
        Files.writeString(Path.of(backup()), "precious");
        run(1, "backup", "create", backup());
        assertThat(errors).contains("exists already; overwrite it with --force");
        run(1, "backup", "verify", backup());
        assertThat(errors).contains("is no readable backup");
        run(1, "backup", "restore", backup());
        assertThat(errors).contains("is no readable backup");
        run(0, "backup", "create", backup(), "--force");
        run(0, "backup", "verify", backup());
        run(1, "backup", "create", folder.resolve("no/where.zip").toString());
        assertThat(errors).contains("there is no folder");
        run(1, "backup", "restore", folder.resolve("nowhere.zip").toString());
        assertThat(errors).hasLineCount(1).contains("there is no file");
        run(2, "backup", "create");
        run(2, "backup");
    }

    @Test
    void aBackupThatIsOpenedNeedsADisplayToAskAtAndAWordThatIsNoFileIsTold() {
        run(0, "backup", "create", backup());
        run(1, backup());
        assertThat(errors).contains("there is no display", "syngate backup restore");
        run(1, "bakcup");
        assertThat(errors).contains("\"bakcup\" is neither a command nor a backup");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private String backup() {
        return folder.resolve("b.zip").toString();
    }

    private JsonNode json(int code, String... arguments) {
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
        return Json.MAPPER.readTree(run(code, all));
    }

    private String run(int code, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        false,
                        false,
                        Map.of());
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of("--data-dir", data().toString()))
                        .toArray(String[]::new);
        int actual = CommandLineInterface.run(all, terminal, Clock.systemUTC());
        errors = err.toString();
        assertThat(actual).as(String.join(" ", arguments) + ": " + errors).isEqualTo(code);
        return out.toString();
    }
}
