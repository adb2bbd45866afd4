package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.catalogue.Moment;
import dev.syngate.protocol.PathPart;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
                    list -> session.table().list(list, Columns.MODELS));
        }
    }

    @Command(name = "show", description = "Show a model with all versions of its price.")
    static final class Show extends Leaf {
        @Parameters(paramLabel = "ID", description = "The model's id.")
        private String id = "";

        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "models/" + PathPart.encoded(id),
                    Session.nothing(),
                    model -> {
                        session.table().thing(((ObjectNode) model.deepCopy()).without("prices"));
                        session.table().list(model.path("prices"), Columns.PRICE_VERSIONS);
                    });
        }
    }

    @Command(
            name = "set",
            description = "Add a model or change it; only what is given changes.",
            customSynopsis = "syngate model set ID [OPTIONS]")
    static final class SetOne extends Leaf {
        @Parameters(paramLabel = "ID", description = "The model's id.")
        private String id = "";

        @ArgGroup(exclusive = false, validate = false, heading = "%nPrices%n")
        private PriceOptions price = new PriceOptions();

        @Option(
                names = "--context",
                description = "The longest prompt in tokens.",
                paramLabel = "TOKENS")
        private @Nullable String context;

        @Option(
                names = "--alias",
                description = "Other names, separated by commas.",
                paramLabel = "NAMES")
        private @Nullable String aliases;

        @Option(
                names = "--route",
                description = "PROVIDER[:UPSTREAM_ID], separated by commas.",
                paramLabel = "ROUTES")
        private @Nullable String routes;

        @Option(
                names = "--max-output",
                description = "The longest answer in tokens.",
                paramLabel = "TOKENS")
        private @Nullable String maxOutput;

        @Option(names = "--can", description = CAPABILITIES, paramLabel = "ABILITIES")
        private @Nullable String can;

        @Option(
                names = "--cannot",
                description = "The same of what it is not capable of.",
                paramLabel = "ABILITIES")
        private @Nullable String cannot;

        @Option(
                names = "--successor",
                description = "What to use instead of it; an empty text: it stays.",
                paramLabel = "MODEL")
        private @Nullable String successor;

        @Option(
                names = "--valid-from",
                description =
                        "When the price begins to hold, such as 2027-01-31; now, if not given.",
                paramLabel = "DATE")
        private @Nullable String validFrom;

        @Option(
                names = "--valid-until",
                description = "When the price ends to hold.",
                paramLabel = "DATE")
        private @Nullable String validUntil;

        @ArgGroup private Enabling enabling = new Enabling();

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
                            .text("valid_from", moment(validFrom, session))
                            .text("valid_until", moment(validUntil, session));
            price.addTo(body);
            body.flags("capabilities", can, true).flags("capabilities", cannot, false);
            enabling.addTo(body);
            session.show("POST", "models", body.json(), model -> session.table().thing(model));
        }

        /// A day begins here, not in UTC; what is no date is left to the API to refuse.
        private static @Nullable String moment(@Nullable String date, Session session) {
            try {
                return date == null
                        ? null
                        : Moment.parse(date, session.clock().getZone()).toString();
            } catch (DateTimeException e) {
                return date;
            }
        }
    }

    @Command(name = "rename", description = "Give a model another id; the old one stays an alias.")
    static final class Rename extends Leaf {
        @Parameters(paramLabel = "ID", description = "The model's id.")
        private String id = "";

        @Parameters(paramLabel = "NEW_ID", description = "What it is called from now on.")
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
        @Parameters(paramLabel = "NAME", description = "A model's name, as a caller writes it.")
        private String name = "";

        @Option(names = "--key", description = "For this API key.", paramLabel = "KEY")
        private @Nullable String key;

        @Option(names = "--group", description = "For this group.", paramLabel = "GROUP")
        private @Nullable String group;

        @Option(
                names = "--needs",
                description = "For a request that needs this, such as vision.",
                paramLabel = "ABILITY")
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
                        session.table().thing(meant);
                        session.table().list(plan.path("routes"), Columns.PLAN);
                    });
        }
    }

    @Command(name = "remove", description = "Remove a model.")
    static final class Remove extends Leaf {
        @Parameters(paramLabel = "ID", description = "The model's id.")
        private String id = "";

        @Override
        public void run() {
            Session session = session();
            session.show(
                    "DELETE",
                    "models/" + PathPart.encoded(id),
                    Session.nothing(),
                    model -> session.table().thing(model));
        }
    }
}
