package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.protocol.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            KeyCommands.Disable.class,
            KeyCommands.Enable.class,
            KeyCommands.Remove.class
        })
final class KeyCommands extends Branch {
    @Command(name = "list", description = "Show the keys.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "keys",
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.KEYS));
        }
    }

    @Command(name = "create", description = "Create a key; its secret is shown this once.")
    static final class Create extends Leaf {
        @Option(names = "--name", required = true)
        private String name = "";

        @Option(names = "--account")
        private @Nullable String account;

        @Option(names = "--group")
        private @Nullable String group;

        @Option(names = "--expires", description = "30d, 12h, 90s, 2027-01-31 or never")
        private @Nullable String expires;

        @Option(names = "--quota", description = "Dollars, or unlimited.")
        private @Nullable String quota;

        @Option(
                names = "--period",
                description = "When the quota starts again: once, day, week or month.")
        private @Nullable String period;

        @Option(names = "--models", description = "Allowed models, with *, separated by commas.")
        private @Nullable String models;

        @Option(
                names = "--ips",
                description = "Allowed addresses or networks, separated by commas.")
        private @Nullable String ips;

        @Option(names = "--rpm", description = "Requests a minute, or unlimited.")
        private @Nullable String rpm;

        @Option(names = "--tpm", description = "Tokens a minute, or unlimited.")
        private @Nullable String tpm;

        @Option(names = "--concurrent", description = "Requests at a time.")
        private @Nullable String concurrent;

        @Override
        public void run() {
            Session session = session();
            Body body =
                    new Body()
                            .text("name", name)
                            .text("account", account)
                            .text("group", group)
                            .text("expires", expires)
                            .text("quota", quota)
                            .text("period", period)
                            .list("models", models)
                            .list("ips", ips)
                            .number("rpm", rpm)
                            .number("tpm", tpm)
                            .number("concurrent", concurrent);
            session.show("POST", "keys", body.json(), key -> announce(session.terminal(), key));
        }

        private static void announce(Terminal terminal, JsonNode key) {
            terminal.out().println(key.path("secret").asString(""));
            terminal.err()
                    .println(
                            "This is the only time that the secret of \""
                                    + key.path("name").asString("")
                                    + "\" is shown.");
        }
    }

    /// A command about one key.
    abstract static class OfOne extends Leaf {
        @Parameters(paramLabel = "ID", description = "The key's id or name.")
        private String id = "";

        final void call(String method, JsonNode body) {
            Session session = session();
            session.show(
                    method,
                    "keys/" + Body.part(id),
                    body,
                    key -> Table.print(session.terminal(), key));
        }
    }

    @Command(name = "disable", description = "Refuse a key until it is enabled again.")
    static final class Disable extends OfOne {
        @Override
        public void run() {
            call("PATCH", Json.MAPPER.createObjectNode().put("disabled", true));
        }
    }

    @Command(name = "enable", description = "Let a key in again.")
    static final class Enable extends OfOne {
        @Override
        public void run() {
            call("PATCH", Json.MAPPER.createObjectNode().put("disabled", false));
        }
    }

    @Command(name = "remove", description = "Remove a key for good.")
    static final class Remove extends OfOne {
        @Override
        public void run() {
            call("DELETE", Session.nothing());
        }
    }
}
