package dev.syngate.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A start at login by the registry key that Windows reads (learn.microsoft.com, "Run and RunOnce
/// Registry Keys"). Values are brought in as a file of `reg.exe`, so that no shell quotes them.
///
/// @param start the words of the command
record RunKey(List<String> start, SystemCommands system) implements LoginStart {
    private static final String KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";

    @Override
    public boolean isOn() {
        try {
            return system.run(List.of("reg", "query", "HKCU\\" + KEY, "/v", "Syngate")) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void turnOn(boolean hidden) {
        String command =
                LoginStart.command(start, hidden).stream()
                        .map(word -> word.startsWith("--") ? word : "\"" + word + "\"")
                        .collect(Collectors.joining(" "));
        bringIn("\"" + command.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    @Override
    public void turnOff() {
        bringIn("-");
    }

    private void bringIn(String value) {
        String content =
                """
                Windows Registry Editor Version 5.00

                [HKEY_CURRENT_USER\\%s]
                "Syngate"=%s
                """
                        .formatted(KEY, value)
                        .replace("\n", "\r\n");
        try {
            Path file = Files.createTempFile("syngate", ".reg");
            try {
                Files.writeString(file, "\uFEFF" + content, StandardCharsets.UTF_16LE);
                int code = system.run(List.of("reg", "import", file.toString()));
                if (code != 0) {
                    throw new IOException("reg import ended with " + code);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
