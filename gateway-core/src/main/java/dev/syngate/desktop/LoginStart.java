package dev.syngate.desktop;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The start of the program when its user logs in. What the system has written down is the truth;
/// nothing is kept beside it.
public sealed interface LoginStart permits EntryFile, RunKey, LoginStart.Without {
    /// Whether the system starts the program.
    boolean isOn();

    /// @param hidden whether no window is shown
    /// @throws RefusedException when the system can't be told
    void turnOn(boolean hidden);

    void turnOff();

    /// That of this system and user.
    ///
    /// @param launcher what is to be started; nothing: it can't be turned on
    /// @param dataDir what it is to work with
    static LoginStart of(
            Optional<Launcher> launcher,
            Path dataDir,
            String system,
            Path home,
            Map<String, String> environment) {
        if (launcher.isEmpty()) {
            return new Without();
        }
        List<String> start =
                List.of(
                        launcher.get().program().toString(),
                        "--data-dir",
                        dataDir.toAbsolutePath().toString());
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return new RunKey(start, SystemCommands.REAL);
        }
        if (name.contains("mac")) {
            return new EntryFile(
                    home.resolve("Library/LaunchAgents/dev.syngate.window.plist"),
                    start,
                    command -> EntryFile.launchAgent("dev.syngate.window", command, ""));
        }
        Path folder = EntryFile.settingsFolder(home, environment);
        return new EntryFile(
                folder.resolve("autostart/syngate.desktop"), start, EntryFile::desktopEntry);
    }

    /// @return the words of the whole command
    static List<String> command(List<String> start, boolean hidden) {
        List<String> words = new ArrayList<>(start);
        if (hidden) {
            words.add("--hidden");
        }
        return words;
    }

    /// Where the program was started by Java itself, and nobody knows what to start.
    record Without() implements LoginStart {
        static final String REASON =
                "start Syngate by its launcher first: the system has to know what to start";

        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void turnOn(boolean hidden) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_REQUEST, REASON));
        }

        @Override
        public void turnOff() {}
    }
}
