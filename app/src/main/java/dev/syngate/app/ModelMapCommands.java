package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.protocol.PathPart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `syngate model map …`.
@Command(
        name = "map",
        description = "Rules for names that no model has: the first that fits counts.",
        subcommands = {
            ModelMapCommands.ListAll.class,
            ModelMapCommands.Add.class,
            ModelMapCommands.Remove.class
        })
final class ModelMapCommands extends Branch {
    private static final String PATH = "model-map";

    @Command(name = "list", description = "Show the rules in their order.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            list(PATH, Columns.RULES);
        }
    }

    @Command(name = "add", description = "Add a rule, or change the one of its pattern.")
    static final class Add extends Leaf {
        @Parameters(paramLabel = "PATTERN", description = "A name, or one with a * such as gpt-4*.")
        private String pattern = "";

        @Parameters(
                paramLabel = "TARGET",
                description =
                        "A model or PROVIDER/MODEL; its * repeats what that of the pattern is.")
        private String target = "";

        @Option(names = "--always", description = "Also for names of models that are there.")
        private boolean always;

        @Option(
                names = "--place",
                description = "1 is the first; the last, if not given.",
                paramLabel = "N")
        private @Nullable String place;

        @Override
        public void run() {
            Body body =
                    new Body()
                            .text("pattern", pattern)
                            .text("target", target)
                            .flag("always", always)
                            .number("place", place);
            one("POST", PATH, body.json());
        }
    }

    @Command(name = "remove", description = "Remove a rule.")
    static final class Remove extends Leaf {
        @Parameters(paramLabel = "PATTERN", description = "The pattern of the rule.")
        private String pattern = "";

        @Override
        public void run() {
            one("DELETE", PATH + "/" + PathPart.encoded(pattern), Session.nothing());
        }
    }
}
