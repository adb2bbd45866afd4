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
            ModelCommands.Rename.class,
            ModelCommands.Resolve.class,
            ModelMapCommands.class,
            ModelFallbackCommands.class,
            ModelCommands.Remove.class
        })
final class ModelCommands extends Branch {
    private static final String CAPABILITIES =
            "What it is capable of, separated by commas: vision, audio, video, files, tools, reasoning, structured_output, image_output, audio_output.";

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

        @Option(names = "--max-output", description = "The longest answer in tokens.")
        private @Nullable String maxOutput;

        @Option(names = "--can", description = CAPABILITIES)
        private @Nullable String can;

        @Option(names = "--cannot", description = "The same of what it is not capable of.")
        private @Nullable String cannot;

        @Option(
                names = "--successor",
                description = "What to use instead of it; an empty text: it stays.")
        private @Nullable String successor;

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
                            .number("max_output", maxOutput)
                            .text("successor", successor)
                            .text("valid_from", validFrom)
                            .text("valid_until", validUntil);
            price.addTo(body);
            body.flags("capabilities", can, true).flags("capabilities", cannot, false);
            ObjectNode json = body.json();
            if (disable || enable) {
                json.put("enabled", enable);
            }
            session.show("POST", "models", json, model -> Table.print(session.terminal(), model));
        }
    }

    @Command(name = "rename", description = "Give a model another id; the old one stays an alias.")
    static final class Rename extends Leaf {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Parameters(paramLabel = "NEW_ID")
        private String other = "";

        @Override
        public void run() {
            one("POST", "models", new Body().text("id", id).text("rename", other).json());
        }
    }

    @Command(
            name = "resolve",
            description = "Show which model a name means, by which rule, and its routes in order.")
    static final class Resolve extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--key", description = "For this API key.")
        private @Nullable String key;

        @Option(names = "--group", description = "For this group.")
        private @Nullable String group;

        @Option(names = "--needs", description = "For a request that needs this, such as vision.")
        private @Nullable String needs;

        @Override
        public void run() {
            Session session = session();
            Query query =
                    new Query()
                            .add("model", name)
                            .add("key", key)
                            .add("group", group)
                            .add("needs", needs);
            session.show(
                    "GET",
                    "resolve" + query,
                    Session.nothing(),
                    plan -> {
                        ObjectNode meant = ((ObjectNode) plan.deepCopy()).without("routes");
                        Table.print(session.terminal(), meant);
                        Table.print(session.terminal(), plan.path("routes"), Columns.PLAN);
                    });
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
