package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `syngate group …`.
@Command(
        name = "group",
        description = "Billing groups.",
        subcommands = {
            GroupCommands.ListAll.class,
            GroupCommands.SetOne.class,
            GroupCommands.Remove.class
        })
final class GroupCommands extends Branch {
    @Command(name = "list", description = "Show the groups.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            list("groups", Columns.GROUPS);
        }
    }

    @Command(name = "set", description = "Add a group or change it; only what is given changes.")
    static final class SetOne extends Leaf {
        @Parameters(paramLabel = "NAME", description = "The group's name.")
        private String name = "";

        @Option(
                names = "--multiplier",
                description = "What the list price is multiplied by, 0.01 to 10.",
                paramLabel = "FACTOR")
        private @Nullable String multiplier;

        @Option(
                names = "--models",
                description = "Allowed models, with *, separated by commas; an empty text: all.",
                paramLabel = "MODELS")
        private @Nullable String models;

        @Option(
                names = "--providers",
                description = "Allowed providers, separated by commas; an empty text: all.",
                paramLabel = "PROVIDERS")
        private @Nullable String providers;

        @Option(
                names = "--local-only",
                description = "Whether nothing may leave this machine and its network: on or off.",
                paramLabel = "on|off")
        private @Nullable String localOnly;

        @Override
        public void run() {
            Body body =
                    new Body()
                            .text("name", name)
                            .text("multiplier", multiplier)
                            .list("models", models)
                            .list("providers", providers)
                            .onOff("local_only", localOnly);
            one("POST", "groups", body.json());
        }
    }

    @Command(name = "remove", description = "Remove a group that no key uses.")
    static final class Remove extends Leaf {
        @Parameters(paramLabel = "NAME", description = "The group's name.")
        private String name = "";

        @Override
        public void run() {
            one("DELETE", Body.path("groups", name), Session.nothing());
        }
    }
}
