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
            ProviderCommands.Tests.class,
            ProviderCommands.ListModels.class,
            ProviderCommands.Forget.class,
            ProviderCommands.Remove.class
        })
final class ProviderCommands extends Branch {
    @Command(name = "list", description = "Show the providers.")
    static final class ListAll extends Leaf {
        @Option(
                names = "--balance",
                description = "Ask those that tell it what is left of your money there.")
        private boolean balance;

        @Override
        public void run() {
            list("providers?balance=" + balance, Columns.PROVIDERS);
        }
    }

    /// A command about one provider.
    abstract static class OfOne extends Leaf {
        @Parameters(paramLabel = "NAME", description = "The provider's name or id.")
        private String name = "";

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

    @Command(
            name = "add",
            description = "Add a provider.",
            customSynopsis = "syngate provider add NAME --base-url=URL [OPTIONS]",
            footer = {
                "",
                "Such as: syngate provider add OpenAI --base-url https://api.openai.com/v1 \\",
                "             --api-key-env OPENAI_API_KEY --fetch-models"
            })
    static final class Add extends Leaf {
        @Parameters(paramLabel = "NAME", description = "What you call it.")
        private String name = "";

        @Option(
                names = "--protocol",
                description =
                        "What it speaks: openai-chat, which is usual, openai-responses, anthropic-messages or gemini.",
                paramLabel = "PROTOCOL")
        private String protocol = "openai-chat";

        @Option(
                names = "--base-url",
                required = true,
                paramLabel = "URL",
                description = "Where its API is, such as https://api.example.com/v1.")
        private String baseUrl = "";

        @Mixin private ProviderOptions options = new ProviderOptions();

        @Override
        public void run() {
            Body body =
                    new Body()
                            .text("name", name)
                            .text("protocol", protocol)
                            .text("base_url", baseUrl);
            one("POST", "providers", options.addTo(body, session().terminal()).json());
        }
    }

    @Command(
            name = "set",
            description = "Change a provider; only what is given changes.",
            customSynopsis = "syngate provider set NAME [OPTIONS]")
    static final class SetOne extends OfOne {
        @Option(names = "--name", description = "A new name.", paramLabel = "NAME")
        private @Nullable String newName;

        @Option(
                names = "--base-url",
                paramLabel = "URL",
                description = "Where its API is, such as https://api.example.com/v1.")
        private @Nullable String baseUrl;

        @ArgGroup private Enabling enabling = new Enabling();

        @Mixin private ProviderOptions options = new ProviderOptions();

        @Override
        public void run() {
            Body body = new Body().text("name", newName).text("base_url", baseUrl);
            enabling.addTo(options.addTo(body, session().terminal()));
            one("PATCH", path(), body.json());
        }
    }

    @Command(
            name = "test",
            description =
                    "Look at the way to a provider step by step, and ask a model of it where that is allowed.",
            footer = "What costs money is asked only with --yes; Ctrl-C stops the test.")
    static final class Test extends OfOne {
        private static final String PAID = "not asked, for it costs money";

        @Option(
                names = "--key",
                description = "The label or id of the key to ask with.",
                paramLabel = "KEY")
        private @Nullable String key;

        @Option(
                names = "--model",
                description = "The model to ask; else the cheapest it serves.",
                paramLabel = "MODEL")
        private @Nullable String model;

        @Option(
                names = "--yes",
                description = "Ask the model too: stream, reasoning, tools. It costs money.")
        private boolean paid;

        @Override
        public void run() {
            Session session = session();
            Body body = new Body().text("key", key).text("model", model).flag("paid", paid);
            JsonNode found = session.withAdmin(admin -> ask(admin, body.json()));
            session.show(found, result -> print(session, result));
            if (!found.path("ok").asBoolean(false)) {
                throw new CommandFailed(found.path("detail").asString(""));
            }
        }

        private JsonNode ask(AdminClient admin, JsonNode body) {
            String path = path() + "/test";
            Thread stop =
                    new Thread(() -> admin.call("DELETE", path, Session.nothing()), "stop-test");
            Runtime.getRuntime().addShutdownHook(stop);
            try {
                return admin.call("POST", path, body);
            } finally {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }

        private static void print(Session session, JsonNode result) {
            session.table().list(result.path("steps"), Columns.STEPS);
            JsonNode trial = result.path("trial");
            if (!trial.isObject()) {
                return;
            }
            boolean asked = trial.path("asked").asBoolean(false);
            JsonNode sum = trial.path(asked ? "cost" : "most");
            String dollars = sum.isString() ? "$" + sum.asString() : "an unknown amount";
            String of = trial.path("model").asString("");
            session.terminal()
                    .out()
                    .println(
                            asked
                                    ? of + " was asked for " + dollars
                                    : (isFree(sum) ? "not asked, though it is free" : PAID)
                                            + ": stream, reasoning and tools of "
                                            + of
                                            + (isFree(sum) ? "" : ", at most " + dollars)
                                            + "; with --yes they are");
            String note = trial.path("note").asString("");
            if (!note.isEmpty()) {
                session.terminal().out().println(note);
            }
        }

        private static boolean isFree(JsonNode sum) {
            return sum.asString("").equals("0");
        }
    }

    @Command(
            name = "tests",
            description = "Show what came of the last tests of a provider, the newest first.")
    static final class Tests extends OfOne {
        @Override
        public void run() {
            Session session = session();
            JsonNode found =
                    session.withAdmin(
                            admin -> admin.call("GET", path() + "/test", Session.nothing()));
            session.show(
                    found.path("history"), past -> session.table().list(past, Columns.PAST_TESTS));
        }
    }

    @Command(
            name = "models",
            description = "Show the models that a provider lists, or serve some of them.",
            footer =
                    "Such as: --add 'gpt-*' --except '*-audio*'; what the list tells is taken over.")
    static final class ListModels extends OfOne {
        @Option(
                names = "--add",
                paramLabel = "PATTERNS",
                description = "Serve those that fit, separated by commas; * stands for anything.")
        private @Nullable String add;

        @Option(names = "--except", paramLabel = "PATTERNS", description = "But not these.")
        private @Nullable String except;

        @Override
        public void run() {
            if (add != null) {
                one(
                        "POST",
                        path() + "/models",
                        new Body().list("add", add).list("except", except).json());
            } else if (except != null) {
                throw new CommandFailed("--except goes with --add");
            } else {
                list(path() + "/models", Columns.LISTED_MODELS);
            }
        }
    }

    @Command(
            name = "show",
            description =
                    "Show a provider, with what is left of your money there and what it taught by refusing requests.")
    static final class Show extends OfOne {
        @Override
        public void run() {
            one("GET", path() + "?balance=true", Session.nothing());
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
