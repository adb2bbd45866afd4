package dev.syngate.app;

import dev.syngate.desktop.Launcher;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where the data of this user is: where it was told, in the folder `portable` beside the program,
/// or by the custom of the operating system.
final class DataDirectory {
    private DataDirectory() {}

    /// @param chosen what `--data-dir` says; empty when it was not given
    static Path of(String chosen, Map<String, String> environment) {
        String named = chosen.isEmpty() ? environment.getOrDefault("SYNGATE_DATA_DIR", "") : chosen;
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        return Launcher.ofThisProcess()
                .flatMap(Launcher::portableData)
                .orElseGet(() -> custom(environment));
    }

    private static Path custom(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            String roaming = environment.get("APPDATA");
            return (roaming == null ? home.resolve("AppData/Roaming") : Path.of(roaming))
                    .resolve("Syngate");
        }
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support/Syngate");
        }
        String data = environment.get("XDG_DATA_HOME");
        return (data == null || data.isEmpty() ? home.resolve(".local/share") : Path.of(data))
                .resolve("syngate");
    }
}
