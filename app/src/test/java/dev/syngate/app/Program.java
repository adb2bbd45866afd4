package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Json;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The program, run in this process on a data directory of the test's own.
final class Program {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "UPSTREAM_KEY",
                    "sk-upstream-secret",
                    "OPENAI_API_KEY",
                    "sk-openai-secret",
                    "SYNGATE_KEYCHAIN",
                    "off");

    private final Path folder;
    private String errors = "";

    Program(Path folder) {
        this.folder = folder;
    }

    /// The program itself, to be asked what it knows.
    CommandLineInterface.Syngate syngate() {
        return new CommandLineInterface.Syngate(Session.NOWHERE, Clock.systemUTC());
    }

    /// What the last run wrote to standard error.
    String errors() {
        return errors;
    }

    /// Runs a command with `--json` and reads what it printed.
    JsonNode json(int code, String... arguments) {
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
        return Json.MAPPER.readTree(run(code, all));
    }

    /// Runs a command, which must end with the code, and answers what it printed.
    String run(int code, String... arguments) {
        return runWith("", code, arguments);
    }

    /// @param input what the command reads from standard input
    String runWith(String input, int code, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        false,
                        false,
                        ENVIRONMENT);
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of("--data-dir", folder.toString()))
                        .toArray(String[]::new);
        int actual = CommandLineInterface.run(all, terminal, Clock.systemUTC());
        errors = err.toString();
        assertThat(actual).as(String.join(" ", arguments) + ": " + errors).isEqualTo(code);
        return out.toString();
    }
}
