package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.protocol.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `syngate key …`.
@Command(
        name = "key",
        description = "API keys.",
        subcommands = {
            KeyCommands.ListAll.class,
            KeyCommands.Create.class,
            KeyCommands.SetOne.class,
            KeyCommands.Rotate.class,
            KeyCommands.Limits.class,
            KeyCommands.Disable.class,
            KeyCommands.Enable.class,
            KeyCommands.Remove.class
        })
final class KeyCommands extends Branch {
    @Command(name = "list", description = "Show the keys.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            list("keys", Columns.KEYS);
        }
    }

    @Command(
            name = "create",
            description = "Create a key; its secret is shown this once.",
            customSynopsis = "syngate key create --name=NAME [OPTIONS]")
    static final class Create extends Leaf {
        @Option(
                names = "--name",
                required = true,
                description = "What you call it.",
                paramLabel = "NAME")
        private String name = "";

        @Mixin private KeyOptions options = new KeyOptions();

        @Override
        public void run() {
            Session session = session();
            Body body = options.addTo(new Body().text("name", name), session.now());
            session.show("POST", "keys", body.json(), key -> announce(session, key));
        }
    }

    private static void announce(Session session, JsonNode key) {
        Terminal terminal = session.terminal();
        terminal.out().println(key.path("secret").asString(""));
        terminal.err()
                .println(
                        "This is the only time that the secret of \""
                                + key.path("name").asString("")
                                + "\" is shown.");
        if (key.path("previous_secret_until").isString()) {
            terminal.err()
                    .println(
                            "The old one works until "
                                    + Cell.of(
                                            key, "previous_secret_until", session.clock().getZone())
                                    + ".");
        }
    }

    /// A command about one key.
    abstract static class OfOne extends Leaf {
        @Parameters(paramLabel = "ID", description = "The key's id or name.")
        private String id = "";

        final String path() {
            return Body.path("keys", id);
        }
    }

    @Command(
            name = "set",
            description = "Change a key; only what is given changes.",
            customSynopsis = "syngate key set ID [OPTIONS]")
    static final class SetOne extends OfOne {
        @Option(names = "--name", description = "A new name.", paramLabel = "NAME")
        private @Nullable String name;

        @Mixin private KeyOptions options = new KeyOptions();

        @Override
        public void run() {
            one(
                    "PATCH",
                    path(),
                    options.addTo(new Body().text("name", name), session().now()).json());
        }
    }

    @Command(
            name = "rotate",
            description = "Give a key a new secret, shown this once; the old one ends later.")
    static final class Rotate extends OfOne {
        @Option(
                names = "--grace",
                paramLabel = "SPAN",
                description =
                        "How long the old secret works, such as 24h, which is usual; 0s ends it.")
        private @Nullable String grace;

        @Override
        public void run() {
            Session session = session();
            session.show(
                    "POST",
                    path() + "/rotate",
                    new Body().text("grace", grace).json(),
                    key -> announce(session, key));
        }
    }

    @Command(name = "limits", description = "Show where a key stands in its limits right now.")
    static final class Limits extends OfOne {
        @Override
        public void run() {
            one("GET", path() + "/limits", Session.nothing());
        }
    }

    @Command(name = "disable", description = "Refuse a key until it is enabled again.")
    static final class Disable extends OfOne {
        @Override
        public void run() {
            one("PATCH", path(), Json.MAPPER.createObjectNode().put("disabled", true));
        }
    }

    @Command(name = "enable", description = "Let a key in again.")
    static final class Enable extends OfOne {
        @Override
        public void run() {
            one("PATCH", path(), Json.MAPPER.createObjectNode().put("disabled", false));
        }
    }

    @Command(name = "remove", description = "Remove a key for good.")
    static final class Remove extends OfOne {
        @Override
        public void run() {
            one("DELETE", path(), Session.nothing());
        }
    }
}
