package dev.syngate.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Option;

/// What must be said before something that can't be undone: `--yes`, or `y` where a person sits at
/// the terminal.
final class Confirmation {
    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    /// @param what happens then, as a sentence
    /// @throws CommandFailed when it is not wanted
    void require(Terminal terminal, String what) {
        if (yes) {
            return;
        }
        if (!terminal.interactive()) {
            throw new CommandFailed(what + " Say --yes to do it.");
        }
        terminal.out().print(what + " Do it? [y/N] ");
        terminal.out().flush();
        if (!answer(terminal).equals("y")) {
            throw new CommandFailed("nothing was changed");
        }
    }

    private static String answer(Terminal terminal) {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
