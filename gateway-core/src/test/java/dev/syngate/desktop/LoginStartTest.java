package dev.syngate.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginStartTest {
    private static final Optional<Launcher> LAUNCHER =
            Optional.of(new Launcher(Path.of("/opt/my $app/bin/syngate")));

    @TempDir private Path home;

    @Test
    void aLinuxDesktopGetsAnAutostartEntryWithItsWordsQuoted() throws Exception {
        LoginStart start = on("Linux", LAUNCHER, Map.of());
        assertThat(start.isOn()).isFalse();
        start.turnOn(true);
        Path entry = home.resolve(".config/autostart/syngate.desktop");
        assertThat(Files.readString(entry))
                .startsWith("[Desktop Entry]\nType=Application\nName=Syngate\n")
                .contains(
                        "Exec=\"/opt/my \\\\$app/bin/syngate\" \"--data-dir\" \"/100%% data\" \"--hidden\"\n");
        assertThat(start.isOn()).isTrue();
        start.turnOff();
        assertThat(start.isOn()).isFalse();
    }

    @Test
    void theFolderForSettingsOfAPersonCanBeElsewhere() {
        Path config = home.resolve("else");
        on("Linux", LAUNCHER, Map.of("XDG_CONFIG_HOME", config.toString())).turnOn(false);
        assertThat(config.resolve("autostart/syngate.desktop"))
                .content()
                .doesNotContain("--hidden");
    }

    @Test
    void aMacGetsALaunchAgent() {
        LoginStart start =
                on("Mac OS X", Optional.of(new Launcher(Path.of("/Applications/A&B"))), Map.of());
        start.turnOn(false);
        assertThat(home.resolve("Library/LaunchAgents/dev.syngate.window.plist"))
                .content()
                .contains("<string>/Applications/A&amp;B</string>")
                .contains("<key>RunAtLoad</key><true/>");
    }

    @Test
    void windowsGetsARunKeyThatIsImportedSoThatNoShellQuotesIt() {
        List<List<String>> commands = new ArrayList<>();
        List<String> imported = new ArrayList<>();
        RunKey key =
                new RunKey(
                        List.of("C:\\Program Files\\Syngate.exe", "--data-dir", "C:\\d"),
                        command -> {
                            commands.add(command);
                            if (command.contains("import")) {
                                imported.add(
                                        Files.readString(
                                                Path.of(command.getLast()),
                                                StandardCharsets.UTF_16LE));
                            }
                            return 0;
                        });
        key.turnOn(true);
        key.turnOff();
        assertThat(key.isOn()).isTrue();
        assertThat(imported.getFirst())
                .contains(
                        "\"Syngate\"=\"\\\"C:\\\\Program Files\\\\Syngate.exe\\\" --data-dir \\\"C:\\\\d\\\" --hidden\"\r\n");
        assertThat(imported.getLast()).contains("\"Syngate\"=-\r\n");
        assertThat(commands.getLast()).startsWith("reg", "query");
    }

    @Test
    void whatWasStartedByJavaItselfCantBeStartedByTheSystem() {
        LoginStart start = on("Linux", Optional.empty(), Map.of());
        start.turnOff();
        assertThat(start.isOn()).isFalse();
        assertThatThrownBy(() -> start.turnOn(false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("by its launcher");
    }

    @Test
    void aFolderNamedPortableBesideTheProgramHoldsItsData() throws Exception {
        Path inImage = home.resolve("syngate/bin/syngate");
        assertThat(new Launcher(inImage).portableData()).isEmpty();
        Path portable = Files.createDirectories(home.resolve("syngate/portable"));
        assertThat(new Launcher(inImage).portableData()).contains(portable);
        Path besideBundle = Files.createDirectories(home.resolve("portable"));
        assertThat(new Launcher(home.resolve("Syngate.app/Contents/MacOS/Syngate")).portableData())
                .contains(besideBundle);
        assertThat(new Launcher(home.resolve("Syngate.exe")).portableData()).contains(besideBundle);
    }

    private LoginStart on(
            String system, Optional<Launcher> launcher, Map<String, String> environment) {
        return LoginStart.of(launcher, Path.of("/100% data"), system, home, environment);
    }
}
