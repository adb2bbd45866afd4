package dev.syngate.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A start at login by a file in a folder that the desktop reads: an autostart entry
/// (specifications.freedesktop.org/autostart-spec) or a launch agent (launchd.plist(5)).
///
/// @param start the words of the command
/// @param form the file's content, of the command's words
record EntryFile(Path file, List<String> start, Function<List<String>, String> form)
        implements LoginStart {
    @Override
    public boolean isOn() {
        return Files.exists(file);
    }

    @Override
    public void turnOn(boolean hidden) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, form.apply(LoginStart.command(start, hidden)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void turnOff() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where programs of a Linux desktop have their settings (the XDG base directories).
    static Path settingsFolder(Path home, Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return config.isEmpty() ? home.resolve(".config") : Path.of(config);
    }

    static String desktopEntry(List<String> command) {
        return """
        [Desktop Entry]
        Type=Application
        Name=Syngate
        Exec=%s
        Terminal=false
        """
                .formatted(
                        command.stream().map(EntryFile::execWord).collect(Collectors.joining(" ")));
    }

    /// A word of `Exec`: quoted by its rules, then by those of all values of desktop entries.
    private static String execWord(String word) {
        String quoted = word.replaceAll("[\"`$\\\\]", "\\\\$0").replace("%", "%%");
        return "\"" + quoted.replace("\\", "\\\\") + "\"";
    }

    /// @param more lines that only this agent has
    static String launchAgent(String label, List<String> command, String more) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
            <key>Label</key><string>%s</string>
            <key>ProgramArguments</key>
            <array>
        %s
            </array>
            <key>RunAtLoad</key><true/>
        %s</dict>
        </plist>
        """
                .formatted(
                        label,
                        command.stream()
                                .map(word -> "        <string>" + xml(word) + "</string>")
                                .collect(Collectors.joining("\n")),
                        more);
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
