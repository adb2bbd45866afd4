package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `syngate model …`.
@Command(
        name = "model",
        description = "Models and prices.",
        subcommands = {
            ModelCommands.ListAll.class,
            ModelCommands.Show.class,
            ModelCommands.SetOne.class,
            ModelImportCommand.class,
            ModelCommands.Remove.class
        })
final class ModelCommands extends Branch {
    @Command(name = "list", description = "Show the models.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "models",
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.MODELS));
        }
    }

    @Command(name = "show", description = "Show a model with all versions of its price.")
    static final class Show extends Leaf {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "models/" + Body.part(id),
                    Session.nothing(),
                    model -> {
                        Table.print(session.terminal(), model);
                        Table.print(
                                session.terminal(), model.path("prices"), Columns.PRICE_VERSIONS);
                    });
        }
    }

    @Command(name = "set", description = "Add a model or change it.")
    static final class SetOne extends Leaf {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Mixin private PriceOptions price = new PriceOptions();

        @Option(names = "--context", description = "The longest prompt in tokens.")
        private @Nullable String context;

        @Option(names = "--alias", description = "Other names, separated by commas.")
        private @Nullable String aliases;

        @Option(names = "--route", description = "PROVIDER[:UPSTREAM_ID], separated by commas.")
        private @Nullable String routes;

        @Option(
                names = "--valid-from",
                description =
                        "When the price begins to hold, such as 2027-01-31; now, if not given.")
        private @Nullable String validFrom;

        @Option(names = "--valid-until", description = "When the price ends to hold.")
        private @Nullable String validUntil;

        @Option(names = "--disable")
        private boolean disable;

        @Option(names = "--enable")
        private boolean enable;

        @Override
        public void run() {
            Session session = session();
            Body body =
                    new Body()
                            .text("id", id)
                            .number("context", context)
                            .list("aliases", aliases)
                            .list("routes", routes)
                            .text("valid_from", validFrom)
                            .text("valid_until", validUntil);
            price.addTo(body);
            ObjectNode json = body.json();
            if (disable || enable) {
                json.put("enabled", enable);
            }
            session.show("POST", "models", json, model -> Table.print(session.terminal(), model));
        }
    }

    @Command(name = "remove", description = "Remove a model.")
    static final class Remove extends Leaf {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public void run() {
            Session session = session();
            session.show(
                    "DELETE",
                    "models/" + Body.part(id),
                    Session.nothing(),
                    model -> Table.print(session.terminal(), model));
        }
    }
}
