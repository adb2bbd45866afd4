package dev.syngate.desktop;

import java.io.IOException;
import java.util.List;

/// Runs commands of the system.
@FunctionalInterface
interface SystemCommands {
    /// Runs them; what they print is lost.
    SystemCommands REAL = SystemCommands::runForReal;

    /// @return its exit code
    int run(List<String> command) throws IOException;

    private static int runForReal(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
