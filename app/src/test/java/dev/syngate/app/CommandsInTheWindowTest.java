package dev.syngate.app;

import org.junit.jupiter.api.Test;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

class CommandsInTheWindowTest {
    private static Stream<String> leaves(String before, CommandLine line) {
        String name = before + line.getCommandName();
        return line.getSubcommands().isEmpty() ? Stream.of(name)
            : line.getSubcommands().values().stream().flatMap(sub -> leaves(name + " ", sub));
    }
    @Test void list() {
        for (Class<?> c : CommandLineInterface.COMMANDS) leaves("", new CommandLine(c)).forEach(System.out::println);
    }
}
