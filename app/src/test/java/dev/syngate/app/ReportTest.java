package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.logs.LogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir private Path folder;

    @Test
    void theReportHasChecksSettingsAndLogsButNoSecret() throws Exception {
        Path dataDir = folder.resolve("data");
        Program syngate = new Program(dataDir);
        syngate.json(
                0,
                "provider",
                "add",
                "own",
                "--base-url",
                "http://127.0.0.1:9",
                "--api-key-env",
                "UPSTREAM_KEY");
        Files.createDirectories(LogFiles.folder(dataDir));
        Files.writeString(
                LogFiles.folder(dataDir).resolve("syngate.0.log"), "sent Bearer abcdefghij");
        Path report = folder.resolve("report.zip");
        syngate.run(1, "doctor", "--port", "0", "--report", report.toString());
        Map<String, String> parts = parts(report);
        assertThat(parts)
                .containsKeys("machine.txt", "checks.json", "settings.json", "providers.json");
        assertThat(parts.get("logs/syngate.0.log")).isEqualTo("sent ***");
        assertThat(parts.get("checks.json")).contains("ledger");
        String all = String.join("\n", parts.values());
        assertThat(all).doesNotContain("sk-upstream-secret", "abcdefghij");
        assertThat(all).doesNotContain(Files.readString(dataDir.resolve("admin.token")).strip());
    }

    @Test
    void aStoreThatCantBeOpenedIsReportedToo() throws Exception {
        GatewaySettings settings = GatewaySettings.of(folder).listeningOn("127.0.0.1", 0);
        try (Gateway silent = Gateway.open(settings, InstantSource.system())) {
            assertThat(silent.providers().list()).isNotEmpty();
            Path report = folder.resolve("report.zip");
            Program syngate = new Program(folder);
            syngate.run(1, "doctor", "--port", "0", "--report", report.toString());
            assertThat(parts(report).get("checks.json")).contains("stop it first");
            syngate.run(1, "doctor", "--port", "0", "--report", report.toString());
            assertThat(syngate.errors()).contains("the report can't be written", "exists");
        }
    }

    private static Map<String, String> parts(Path report) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(report.toFile())) {
            for (var entry : zip.stream().toList()) {
                parts.put(
                        entry.getName(),
                        new String(
                                zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
