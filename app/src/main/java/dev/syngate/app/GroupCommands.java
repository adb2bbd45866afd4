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
            Session session = session();
            session.show(
                    "GET",
                    "groups",
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.GROUPS));
        }
    }

    @Command(name = "set", description = "Add a group or change it.")
    static final class SetOne extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--multiplier", description = "0.01 to 10")
        private @Nullable String multiplier;

        @Option(names = "--models", description = "Allowed models, with *, separated by commas.")
        private @Nullable String models;

        @Option(names = "--providers", description = "Allowed providers, separated by commas.")
        private @Nullable String providers;

        @Override
        public void run() {
            Session session = session();
            Body body =
                    new Body()
                            .text("name", name)
                            .text("multiplier", multiplier)
                            .list("models", models)
                            .list("providers", providers);
            session.show(
                    "POST", "groups", body.json(), group -> Table.print(session.terminal(), group));
        }
    }

    @Command(name = "remove", description = "Remove a group.")
    static final class Remove extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public void run() {
            Session session = session();
            session.show(
                    "DELETE",
                    "groups/" + Body.part(name),
                    Session.nothing(),
                    group -> Table.print(session.terminal(), group));
        }
    }
}
