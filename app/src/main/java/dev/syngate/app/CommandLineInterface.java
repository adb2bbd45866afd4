package dev.syngate.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/// The command line: `syngate` and everything below it. Errors are one line and exit code 1; wrong
/// usage is exit code 2.
final class CommandLineInterface {
    static final List<Class<? extends Runnable>> COMMANDS =
            List.of(
                    ServeCommand.class,
                    StatusCommand.class,
                    ProviderCommands.class,
                    ModelCommands.class,
                    GroupCommands.class,
                    AccountCommands.class,
                    KeyCommands.class,
                    RequestsCommand.class,
                    BodyCommands.class,
                    UsageCommand.class,
                    LedgerCommands.class,
                    BackupCommands.class,
                    SettingsCommands.class,
                    UpdateCommand.class,
                    ServiceCommands.class,
                    ChatCommand.class,
                    DoctorCommand.class,
                    RehearseCommand.class);

    private CommandLineInterface() {}

    static int run(String[] arguments, Terminal terminal, Clock clock) {
        PlainStart plain = PlainStart.of(arguments);
        return plain == null
                ? parseAndRun(new Syngate(terminal, clock), asked(arguments), terminal)
                : runPlain(new Syngate(terminal, clock, plain), plain.serves(), terminal);
    }

    /// `help key create` is `key create --help`.
    private static String[] asked(String[] arguments) {
        return arguments[0].equals("help")
                ? Stream.concat(Arrays.stream(arguments).skip(1), Stream.of("--help"))
                        .toArray(String[]::new)
                : arguments;
    }

    private static int runPlain(Syngate program, boolean serves, Terminal terminal) {
        Runnable command = serves ? new ServeCommand(program, program.listener) : program;
        try {
            command.run();
            return 0;
        } catch (RuntimeException e) {
            return new Mistakes(terminal).failed(e, Set.of());
        }
    }

    private static int parseAndRun(Syngate program, String[] arguments, Terminal terminal) {
        CommandLine line = new CommandLine(program);
        commandsMeantBy(arguments).forEach(line::addSubcommand);
        line.setOut(terminal.out()).setErr(terminal.err());
        Mistakes mistakes = new Mistakes(terminal);
        line.setParameterExceptionHandler((e, words) -> mistakes.misused(e));
        line.setExecutionExceptionHandler((e, command, parsed) ->
                mistakes.failed(e, command.getCommandSpec().optionsMap().keySet()));
        return line.execute(arguments);
    }

    /// Those whose names are among the arguments, or all: reading the options of every command
    /// takes longer than opening the gateway.
    private static List<Class<? extends Runnable>> commandsMeantBy(String[] arguments) {
        Set<String> words = new HashSet<>(Arrays.asList(arguments));
        List<Class<? extends Runnable>> meant =
                COMMANDS.stream().filter(command -> words.contains(nameOf(command))).toList();
        return meant.isEmpty() ? COMMANDS : meant;
    }

    private static String nameOf(Class<? extends Runnable> command) {
        return command.getAnnotation(Command.class).name();
    }

    /// The program itself: without a command it opens the window. Every command has `--help`.
    @Command(
            name = "syngate",
            mixinStandardHelpOptions = true,
            scope = CommandLine.ScopeType.INHERIT,
            versionProvider = Version.class,
            description =
                    "A desktop gateway to every model, with keys, limits and money that adds up.")
    static final class Syngate implements Runnable {
        private final Terminal terminal;
        private final Clock clock;

        @Option(
                names = "--data-dir",
                scope = CommandLine.ScopeType.INHERIT,
                paramLabel = "DIR",
                description = "Where Syngate keeps its data.")
        private String dataDir = "";

        @Option(
                names = "--json",
                scope = CommandLine.ScopeType.INHERIT,
                description = "Print one JSON document.")
        private boolean json;

        @Option(
                names = "--hidden",
                description = "Start without showing the window; a second start shows it.")
        private boolean hidden;

        @Parameters(
                arity = "0..1",
                paramLabel = "BACKUP",
                description = "Offer to restore this backup first.")
        private String file = "";

        @Mixin private ListenerOptions listener = new ListenerOptions();

        Syngate(Terminal terminal, Clock clock) {
            this.terminal = terminal;
            this.clock = clock;
        }

        /// What the parser would have made of such a start.
        Syngate(Terminal terminal, Clock clock, PlainStart start) {
            this(terminal, clock);
            dataDir = start.dataDir();
            hidden = start.hidden();
            listener = new ListenerOptions(start.port());
        }

        /// The backup that the system opens with this program.
        private @Nullable Path openedFile() {
            if (file.isEmpty()) {
                return null;
            }
            Path opened = BackupCommands.path(file);
            if (!Files.isRegularFile(opened)) {
                throw new CommandFailed(
                        "\"" + file + "\" is neither a command nor a backup; see syngate --help");
            }
            return opened;
        }

        Session session() {
            return new Session(
                    terminal, clock, DataDirectory.of(dataDir, terminal.environment()), json);
        }

        @Override
        public void run() {
            Session session = session();
            Serving.window(session, listener.settings(session.dataDir()), hidden, openedFile());
        }
    }

    /// What all commands share: their way to the program, and what most of them do there.
    abstract static class Leaf implements Runnable {
        @ParentCommand private Object parent = new Object();

        Leaf() {}

        /// A command of the program that was not parsed and has what it has by itself.
        Leaf(Syngate program) {
            parent = program;
        }

        final Session session() {
            return programOf(parent).session();
        }

        /// Prints a list of the management API in columns.
        final void list(String path, Map<String, String> columns) {
            Session session = session();
            session.show(
                    "GET", path, Session.nothing(), list -> session.table().list(list, columns));
        }

        /// Asks the management API and prints the one thing that it answers.
        final void one(String method, String path, JsonNode body) {
            Session session = session();
            session.show(method, path, body, thing -> session.table().thing(thing));
        }
    }

    private static Syngate programOf(Object parent) {
        return parent instanceof Branch branch ? branch.program() : (Syngate) parent;
    }

    /// A noun with commands below it; alone it shows its usage.
    abstract static class Branch implements Runnable {
        @ParentCommand private Object parent = new Object();

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

        final Syngate program() {
            return programOf(parent);
        }

        @Override
        public void run() {
            throw new NoVerb(spec.commandLine());
        }
    }

    /// A noun was typed without one of its commands.
    static final class NoVerb extends CommandLine.ParameterException {
        private static final long serialVersionUID = 1;

        NoVerb(CommandLine line) {
            super(line, "Missing command");
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"syngate " + dev.syngate.gateway.Gateway.VERSION};
        }
    }
}
