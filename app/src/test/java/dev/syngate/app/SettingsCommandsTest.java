package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SettingsCommandsTest {
    @TempDir private Path folder;

    @Test
    void settingsAreShownAndOnlyWhatIsGivenChanges() {
        Program syngate = new Program(folder);
        assertThat(syngate.run(0, "settings", "show"))
                .contains("retention days", "start at login", "keep running");
        syngate.json(0, "settings", "set", "--keep-running", "on", "--retention-days", "30");
        JsonNode now = syngate.json(0, "settings", "set", "--start-hidden", "on");
        assertThat(now.path("keep_running").asBoolean()).isTrue();
        assertThat(now.path("start_hidden").asBoolean()).isTrue();
        assertThat(now.path("start_at_login").asBoolean()).isFalse();
        assertThat(now.path("retention_days").asInt()).isEqualTo(30);
    }

    @Test
    void theRetentionOfResponsesIsSetAndItsLimitsAreTold() {
        Program syngate = new Program(folder);
        syngate.run(
                0,
                "settings",
                "set",
                "--response-days",
                "7",
                "--responses-kept",
                "50",
                "--responses-mib",
                "20",
                "--largest-response-mib",
                "2");
        JsonNode now = syngate.json(0, "settings", "show");
        assertThat(now.path("response_days").asInt()).isEqualTo(7);
        assertThat(now.path("responses_kept").asInt()).isEqualTo(50);
        assertThat(now.path("responses_mib").asInt()).isEqualTo(20);
        assertThat(now.path("largest_response_mib").asInt()).isEqualTo(2);
        syngate.run(1, "settings", "set", "--largest-response-mib", "21");
        assertThat(syngate.errors()).contains("no more than all together");
        syngate.run(1, "settings", "set", "--response-days", "0");
        assertThat(syngate.errors()).contains("1 to 36500 days");
    }

    @Test
    void theScheduleOfBackupsIsSetAndItsLimitsAreTold() {
        Program syngate = new Program(folder);
        syngate.run(0, "settings", "set", "--backup-hour", "3", "--backups-kept", "30");
        JsonNode now = syngate.json(0, "settings", "show");
        assertThat(now.path("daily_backups").asBoolean()).isTrue();
        assertThat(now.path("backup_hour").asInt()).isEqualTo(3);
        assertThat(now.path("backups_kept").asInt()).isEqualTo(30);
        syngate.run(1, "settings", "set", "--backups-kept", "0");
        assertThat(syngate.errors()).contains("1 to 365 automatic backups are kept");
        syngate.run(1, "settings", "set", "--backup-hour", "24");
        assertThat(syngate.errors()).contains("an hour of the day is 0 to 23");
        syngate.run(1, "settings", "set", "--backup-hour", "noon");
        assertThat(syngate.errors()).contains("0 to 23, or any");
        syngate.run(0, "settings", "set", "--backup-hour", "any", "--daily-backups", "off");
        now = syngate.json(0, "settings", "show");
        assertThat(now.path("backup_hour").asString()).isEqualTo("any");
        assertThat(now.path("daily_backups").asBoolean()).isFalse();
    }

    @Test
    void whatCantBeSetIsToldAndNothingElseChanges() {
        Program syngate = new Program(folder);
        syngate.run(1, "settings", "set", "--keep-running", "perhaps");
        assertThat(syngate.errors()).contains("--keep-running is on or off, not perhaps");
        syngate.run(1, "settings", "set", "--start-at-login", "on", "--retention-days", "5");
        assertThat(syngate.errors()).contains("start Syngate by its launcher first");
        JsonNode now = syngate.json(0, "settings", "show");
        assertThat(now.path("retention_days").asInt()).isEqualTo(90);
    }
}
