package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// What people read who ask for help, or need it.
@Timeout(60)
class HelpTest {
    @TempDir private Path folder;

    @Test
    void everyOptionAndEveryArgumentSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        CommandLine program = new CommandLine(new Program(folder).syngate());
        CommandLineInterface.COMMANDS.forEach(program::addSubcommand);
        look(program.getCommandSpec(), silent);
        assertThat(silent).isEmpty();
    }

    private static void look(CommandSpec command, List<String> silent) {
        for (ArgSpec argument : command.args()) {
            boolean named = !argument.paramLabel().startsWith("<") || argument.arity().max() == 0;
            if (argument.description().length == 0 || !named) {
                silent.add(command.qualifiedName() + " " + argument);
            }
        }
        command.subcommands().values().forEach(sub -> look(sub.getCommandSpec(), silent));
    }

    @Test
    void helpIsAlsoAWord() {
        Program program = new Program(folder);
        assertThat(program.run(0, "help", "key", "create"))
                .isEqualTo(program.run(0, "key", "create", "--help"))
                .startsWith("Usage: syngate key create --name=NAME [OPTIONS]");
        assertThat(program.run(0, "help")).contains("Commands:");
    }

    @Test
    void wrongUsageIsOneLineThatNamesTheHelp() {
        assertWrong(
                "Missing required option: '--base-url=URL'; see syngate provider add --help",
                "provider",
                "add",
                "x");
        assertWrong("\"y\" is not expected here; see syngate key list --help", "key", "list", "y");
        assertWrong(
                "--unlimited, --prepaid are mutually exclusive (specify only one); see syngate account add --help",
                "account",
                "add",
                "x",
                "--unlimited",
                "--prepaid");
        Program program = new Program(folder);
        program.run(2, "key", "lost");
        assertThat(program.errors())
                .hasLineCount(1)
                .contains("did you mean list? See syngate key --help");
        program.run(2, "key");
        assertThat(program.errors()).startsWith("Usage: syngate key").contains("rotate");
    }

    private void assertWrong(String line, String... words) {
        Program program = new Program(folder);
        program.run(2, words);
        assertThat(program.errors()).isEqualTo("syngate: " + line + "\n");
    }

    @Test
    void whatIsRefusedIsCalledAsItWasTyped() {
        Program program = new Program(folder);
        program.run(1, "settings", "set", "--hedge-after", "1");
        assertThat(program.errors())
                .isEqualTo("syngate: --hedge-after is off, or 10 to 600000 milliseconds\n");
        program.run(1, "settings", "set", "--sticky-conversations", "maybe");
        assertThat(program.errors())
                .isEqualTo("syngate: --sticky-conversations is on or off, not maybe\n");
        program.run(1, "key", "create", "--name", "a", "--rpm", "99999999999");
        assertThat(program.errors())
                .isEqualTo("syngate: --rpm must be a whole number from 0 to 2147483647\n");
        program.run(1, "key", "disable", "json");
        assertThat(program.errors()).isEqualTo("syngate: there is no API key \"json\"\n");
    }
}
