package dev.syngate.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserServiceTest {
    private static final Optional<Launcher> LAUNCHER =
            Optional.of(new Launcher(Path.of("/opt/syngate/bin/syngate")));

    @TempDir private Path home;
    private final List<String> commands = new ArrayList<>();
    private int code;

    @Test
    void aUnitOfSystemdIsWrittenStartedAndTakenAwayAgain() {
        UserService service = on("Linux");
        assertThat(service.state()).isEqualTo(new UserService.State(false, false));
        service.install();
        assertThat(home.resolve(".config/systemd/user/syngate.service"))
                .content()
                .contains(
                        "ExecStart=\"/opt/syngate/bin/syngate\" serve --data-dir \"/my 100%% data\"\n",
                        "WantedBy=default.target");
        assertThat(service.state()).isEqualTo(new UserService.State(true, true));
        service.uninstall();
        assertThat(service.file()).doesNotExist();
        assertThat(commands)
                .containsExactly(
                        "systemctl --user daemon-reload",
                        "systemctl --user enable --now syngate",
                        "systemctl --user --quiet is-active syngate",
                        "systemctl --user disable --now syngate");
    }

    @Test
    void aMacGetsALaunchAgentThatIsStartedAgainAfterACrash() {
        UserService service = on("Mac OS X");
        service.install();
        assertThat(home.resolve("Library/LaunchAgents/dev.syngate.plist"))
                .content()
                .contains("<string>serve</string>", "<key>KeepAlive</key>", "<key>RunAtLoad</key>");
        assertThat(commands.getFirst()).startsWith("launchctl load -w ");
    }

    @Test
    void aSystemThatDoesNotTakeItIsNamed() {
        code = 1;
        assertThatThrownBy(() -> on("Linux").install())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is written, but \"systemctl --user daemon-reload\" failed");
    }

    @Test
    void windowsAndAStartByJavaItselfAreTold() {
        assertThatThrownBy(() -> on("Windows 11"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--start-at-login");
        assertThatThrownBy(() -> UserService.of(Optional.empty(), home, "Linux", home, Map.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("by its launcher");
    }

    private UserService on(String system) {
        return UserService.of(LAUNCHER, Path.of("/my 100% data"), system, home, Map.of())
                .with(command -> {
                    commands.add(String.join(" ", command));
                    return code;
                });
    }
}
