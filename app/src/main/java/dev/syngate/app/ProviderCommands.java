package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `syngate provider …`.
@Command(
        name = "provider",
        description = "Upstream providers.",
        subcommands = {
            ProviderCommands.ListAll.class,
            ProviderKeyCommands.class,
            ProviderCommands.Show.class,
            ProviderCommands.ShowBalance.class,
            ProviderCommands.Add.class,
            ProviderCommands.SetOne.class,
            ProviderCommands.Test.class,
            ProviderCommands.ListModels.class,
            ProviderCommands.Forget.class,
            ProviderCommands.Remove.class
        })
final class ProviderCommands extends Branch {
    @Command(name = "list", description = "Show the providers.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            list("providers", Columns.PROVIDERS);
        }
    }

    /// A command about one provider.
    abstract static class OfOne extends Leaf {
        @Parameters(paramLabel = "NAME", description = "The provider's name or id.")
        private String name = "";

        final String name() {
            return name;
        }

        final String path() {
            return Body.path("providers", name);
        }
    }

    @Command(
            name = "balance",
            description = "Ask a provider what is left there, of each key; where it tells.")
    static final class ShowBalance extends OfOne {
        @Override
        public void run() {
            list(path() + "/balance", Columns.PROVIDER_BALANCES);
        }
    }

    @Command(name = "add", description = "Add a provider.")
    static final class Add extends OfOne {
        @Option(names = "--protocol", description = "openai-chat")
        private String protocol = "openai-chat";

        @Option(names = "--base-url", required = true)
        private String baseUrl = "";

        @Mixin private ProviderOptions options = new ProviderOptions();

        @Override
        public void run() {
            Body body =
                    new Body()
                            .text("name", name())
                            .text("protocol", protocol)
                            .text("base_url", baseUrl);
            one("POST", "providers", options.addTo(body, session().terminal()).json());
        }
    }

    @Command(name = "set", description = "Change a provider; only what is given changes.")
    static final class SetOne extends OfOne {
        @Option(names = "--name", description = "A new name.")
        private @Nullable String newName;

        @Option(names = "--base-url")
        private @Nullable String baseUrl;

        @ArgGroup private Switch enabling = new Switch();

        @Mixin private ProviderOptions options = new ProviderOptions();

        static final class Switch {
            @Option(names = "--disable", description = "Send it nothing until it is enabled again.")
            private boolean disable;

            @Option(names = "--enable")
            private boolean enable;
        }

        @Override
        public void run() {
            Body body = new Body().text("name", newName).text("base_url", baseUrl);
            ObjectNode json = options.addTo(body, session().terminal()).json();
            if (enabling.disable || enabling.enable) {
                json.put("enabled", enabling.enable);
            }
            one("PATCH", path(), json);
        }
    }

    @Command(name = "test", description = "Ask a provider whether it works.")
    static final class Test extends OfOne {
        @Option(names = "--key", description = "The label or id of the key to ask with.")
        private @Nullable String key;

        @Override
        public void run() {
            Session session = session();
            JsonNode found =
                    session.withAdmin(admin ->
                            admin.call(
                                    "POST", path() + "/test", new Body().text("key", key).json()));
            session.show(
                    found,
                    result -> Table.print(session.terminal(), result.path("steps"), Columns.STEPS));
            if (!found.path("ok").asBoolean(false)) {
                throw new CommandFailed(found.path("detail").asString(""));
            }
        }
    }

    @Command(name = "models", description = "Show the models that a provider lists.")
    static final class ListModels extends OfOne {
        @Override
        public void run() {
            list(path() + "/models", Columns.IDS);
        }
    }

    @Command(
            name = "show",
            description = "Show a provider, with what it taught by refusing requests.")
    static final class Show extends OfOne {
        @Override
        public void run() {
            one("GET", path(), Session.nothing());
        }
    }

    @Command(
            name = "forget",
            description = "Forget what a provider taught; it is asked in the usual words again.")
    static final class Forget extends OfOne {
        @Override
        public void run() {
            one("DELETE", path() + "/quirks", Session.nothing());
        }
    }

    @Command(name = "remove", description = "Remove a provider and the routes to it.")
    static final class Remove extends OfOne {
        @Override
        public void run() {
            one("DELETE", path(), Session.nothing());
        }
    }
}
