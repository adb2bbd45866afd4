package dev.syngate.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that give a provider's key. It is never an argument: others can see these.
final class SecretOptions {
    @Option(names = "--api-key-stdin", description = "Read the provider's key from standard input.")
    private boolean keyFromInput;

    @Option(
            names = "--api-key-env",
            paramLabel = "VAR",
            description = "Read the provider's key from a variable.")
    private @Nullable String keyVariable;

    /// The key; null: none was given.
    @Nullable String read(Terminal terminal) {
        return read(terminal, keyFromInput, keyVariable, "key");
    }

    /// A secret of standard input or of a variable; null: neither.
    static @Nullable String read(
            Terminal terminal, boolean fromInput, @Nullable String variable, String what) {
        if (variable != null) {
            String value = terminal.environment().get(variable);
            if (value == null || value.isBlank()) {
                throw new CommandFailed("the variable " + variable + " is not set");
            }
            return value.strip();
        }
        return fromInput ? fromInput(terminal, what) : null;
    }

    private static String fromInput(Terminal terminal, String what) {
        try {
            return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new CommandFailed("the " + what + " could not be read from standard input");
        }
    }
}
