package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `syngate provider …`.
@Command(
        name = "provider",
        description = "Upstream providers.",
        subcommands = {
            ProviderCommands.ListAll.class,
            ProviderCommands.Add.class,
            ProviderCommands.Test.class,
            ProviderCommands.ListModels.class,
            ProviderCommands.Remove.class
        })
final class ProviderCommands extends Branch {
    @Command(name = "list", description = "Show the providers.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "providers",
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.PROVIDERS));
        }
    }

    @Command(name = "add", description = "Add a provider.")
    static final class Add extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--protocol", description = "openai-chat")
        private String protocol = "openai-chat";

        @Option(names = "--base-url", required = true)
        private String baseUrl = "";

        @Option(
                names = "--api-key-stdin",
                description = "Read the provider's key from standard input.")
        private boolean keyFromInput;

        @Option(
                names = "--api-key-env",
                paramLabel = "VAR",
                description = "Read the provider's key from a variable.")
        private @Nullable String keyVariable;

        @Option(names = "--models", description = "Models it serves, separated by commas.")
        private @Nullable String models;

        @Option(names = "--fetch-models", description = "Ask the provider which models it serves.")
        private boolean fetchModels;

        @Option(names = "--priority")
        private @Nullable String priority;

        @Option(names = "--weight")
        private @Nullable String weight;

        @Mixin private PriceOptions price = new PriceOptions();

        @Override
        public void run() {
            Session session = session();
            Body body =
                    new Body()
                            .text("name", name)
                            .text("protocol", protocol)
                            .text("base_url", baseUrl)
                            .text("api_key", key(session.terminal()))
                            .list("models", models)
                            .flag("fetch_models", fetchModels)
                            .number("priority", priority)
                            .number("weight", weight);
            price.addTo(body);
            session.show(
                    "POST",
                    "providers",
                    body.json(),
                    provider -> Table.print(session.terminal(), provider));
        }

        private @Nullable String key(Terminal terminal) {
            if (keyVariable != null) {
                String value = terminal.environment().get(keyVariable);
                if (value == null || value.isBlank()) {
                    throw new CommandFailed("the variable " + keyVariable + " is not set");
                }
                return value.strip();
            }
            return keyFromInput ? read(terminal) : null;
        }

        private static String read(Terminal terminal) {
            try {
                return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new CommandFailed("the key could not be read from standard input");
            }
        }
    }

    @Command(name = "test", description = "Ask a provider whether it works.")
    static final class Test extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public void run() {
            Session session = session();
            JsonNode found =
                    session.withAdmin(admin ->
                            admin.call(
                                    "POST",
                                    "providers/" + Body.part(name) + "/test",
                                    Session.nothing()));
            session.show(found, result -> Table.print(session.terminal(), result));
            if (!found.path("ok").asBoolean(false)) {
                throw new CommandFailed(found.path("detail").asString(""));
            }
        }
    }

    @Command(name = "models", description = "Show the models that a provider lists.")
    static final class ListModels extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public void run() {
            Session session = session();
            String path = "providers/" + Body.part(name) + "/models";
            session.show(
                    "GET",
                    path,
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.IDS));
        }
    }

    @Command(name = "remove", description = "Remove a provider and the routes to it.")
    static final class Remove extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public void run() {
            Session session = session();
            String path = "providers/" + Body.part(name);
            session.show(
                    "DELETE",
                    path,
                    Session.nothing(),
                    provider -> Table.print(session.terminal(), provider));
        }
    }
}
