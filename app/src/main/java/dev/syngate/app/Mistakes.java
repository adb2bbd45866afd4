package dev.syngate.app;

import dev.syngate.call.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in one line what was wrong, in the words of who typed the command: options by their names,
/// not fields of the management API.
final class Mistakes {
    private static final Pattern FIELD = Pattern.compile("^\"([a-z_]+)\"");
    private static final String SEE = "; see ";
    private static final int WRONG_USAGE = 2;
    private final Terminal terminal;

    Mistakes(Terminal terminal) {
        this.terminal = terminal;
    }

    /// A command that could not do what it was asked: exit code 1.
    int failed(Exception e, Set<String> options) {
        boolean expected = e instanceof CommandFailed || e instanceof RefusedException;
        String message =
                expected
                        ? withOptions(String.valueOf(e.getMessage()), options)
                        : "unexpected failure: " + e;
        say(message);
        return 1;
    }

    /// A command that can't be understood: exit code 2. A noun without its verb shows the verbs.
    int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        CommandSpec spec = command.getCommandSpec();
        if (e instanceof CommandLineInterface.NoVerb) {
            command.usage(terminal.err());
            return WRONG_USAGE;
        }
        String what = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "").strip();
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            what = "\"" + unmatched.getUnmatched().getFirst() + "\" is not expected here";
        }
        say(what + suggestions(e) + spec.qualifiedName() + " --help");
        return WRONG_USAGE;
    }

    private static String suggestions(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return SEE;
        }
        List<String> near = unmatched.getSuggestions().stream().limit(3).toList();
        return near.isEmpty() ? SEE : "; did you mean " + String.join(" or ", near) + "? See ";
    }

    private void say(String line) {
        terminal.err().println("syngate: " + line);
    }

    private static String withOptions(String message, Set<String> options) {
        Matcher field = FIELD.matcher(message);
        if (!field.find()) {
            return message;
        }
        String option = "--" + field.group(1).replace('_', '-');
        return Stream.of(option, option.replaceFirst("-ms$", ""))
                .filter(options::contains)
                .findFirst()
                .map(name -> name + message.substring(field.end()))
                .orElse(message);
    }
}
