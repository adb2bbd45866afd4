package dev.syngate.desktop;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `syngate serve` as a service of one user: a unit of systemd (systemd.service(5)) or a launch
/// agent (launchd.plist(5)). Windows has no such services.
///
/// @param content the service's file, for the program and its data
/// @param start the commands that make the system read it and start it
/// @param stop those that stop it, while the file is still there
/// @param running the command that ends with 0 while it runs
/// @param advice what else a person may want to do
public record UserService(
        Path file,
        String content,
        List<List<String>> start,
        List<List<String>> stop,
        List<String> running,
        String advice,
        SystemCommands system) {
    private static final String LABEL = "dev.syngate";

    /// @param running whether it runs right now
    public record State(boolean installed, boolean running) {}

    /// @param launcher what is to be started
    /// @throws RefusedException where there is no launcher, or no services of users
    public static UserService of(
            Optional<Launcher> launcher,
            Path dataDir,
            String system,
            Path home,
            Map<String, String> environment) {
        String program =
                launcher.map(one -> one.program().toString())
                        .orElseThrow(() -> refused(LoginStart.Without.REASON));
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            throw refused(
                    "Windows has no services of users: use \"syngate settings set --start-at-login on\"");
        }
        String data = dataDir.toAbsolutePath().toString();
        return name.contains("mac")
                ? launchd(home, List.of(program, "serve", "--data-dir", data))
                : systemd(home, environment, program, data);
    }

    private static UserService systemd(
            Path home, Map<String, String> environment, String program, String data) {
        Path folder = EntryFile.settingsFolder(home, environment);
        String content =
                """
                [Unit]
                Description=Syngate, a gateway to language models
                After=network-online.target

                [Service]
                ExecStart=%s serve --data-dir %s
                # running answers may end first
                TimeoutStopSec=30
                Restart=on-failure
                # longer than systemd needs to give up: a network may come later
                RestartSec=5

                [Install]
                WantedBy=default.target
                """
                        .formatted(unitWord(program), unitWord(data));
        return new UserService(
                folder.resolve("systemd/user/syngate.service"),
                content,
                List.of(
                        List.of("systemctl", "--user", "daemon-reload"),
                        List.of("systemctl", "--user", "enable", "--now", "syngate")),
                List.of(List.of("systemctl", "--user", "disable", "--now", "syngate")),
                List.of("systemctl", "--user", "--quiet", "is-active", "syngate"),
                "\"loginctl enable-linger\" keeps it running while nobody is logged in",
                SystemCommands.REAL);
    }

    /// Quoted by the rules of systemd.syntax(7).
    private static String unitWord(String word) {
        return "\""
                + word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("%", "%%")
                        .replace("$", "$$")
                + "\"";
    }

    private static UserService launchd(Path home, List<String> command) {
        Path file = home.resolve("Library/LaunchAgents/" + LABEL + ".plist");
        String more =
                """
                    <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
                    <key>ExitTimeOut</key><integer>30</integer>
                """;
        return new UserService(
                file,
                EntryFile.launchAgent(LABEL, command, more),
                List.of(List.of("launchctl", "load", "-w", file.toString())),
                List.of(List.of("launchctl", "unload", "-w", file.toString())),
                List.of("launchctl", "list", LABEL),
                "",
                SystemCommands.REAL);
    }

    UserService with(SystemCommands other) {
        return new UserService(file, content, start, stop, running, advice, other);
    }

    public State state() {
        boolean installed = Files.exists(file);
        return new State(installed, installed && succeeds(running));
    }

    /// Writes the file and starts the service; an older one is replaced.
    ///
    /// @throws RefusedException when the system does not take it
    public void install() {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (List<String> command : start) {
            if (!succeeds(command)) {
                throw refused(
                        file + " is written, but \"" + String.join(" ", command) + "\" failed");
            }
        }
    }

    /// Stops it and takes the file away; nothing happens where there is none.
    public void uninstall() {
        if (!Files.exists(file)) {
            return;
        }
        stop.forEach(this::succeeds);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean succeeds(List<String> command) {
        try {
            return system.run(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.of(ErrorCode.INVALID_REQUEST, why));
    }
}
