package dev.syngate.ui.theme;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Whether some font of this machine has the characters of Chinese, which Japanese and Korean
/// share. Windows and macOS always have one; on Linux Fontconfig is asked. Safe for any thread;
/// takes a moment.
///
/// @param command prints something where there is such a font; empty: there always is
public record EastAsianFonts(List<String> command) {
    private static final int PATIENCE_SECONDS = 5;

    /// Those of this machine.
    public static final EastAsianFonts OF_SYSTEM =
            new EastAsianFonts(
                    System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                            ? List.of("fc-list", "--format=%{family}", ":charset=4e2d")
                            : List.of());

    /// True only where it is known that there is none.
    public boolean areMissing() {
        if (command.isEmpty()) {
            return false;
        }
        try {
            Process asked =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean none = asked.getInputStream().read() < 0;
            asked.destroy();
            return none
                    && asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    && asked.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
